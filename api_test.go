package acscodes_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const apiFile = "testdata/api.txt"

var addToAPI = flag.Bool("api.add", false, "add what is new to "+apiFile)

// TestAPI compares everything that the package exports with what is locked: constants with their values, functions and
// methods with their signatures, types with their exported fields.
func TestAPI(t *testing.T) {
	locked := strings.Split(strings.TrimSuffix(readFile(t, apiFile), "\n"), "\n")
	current := exported(t)
	for _, line := range locked {
		if !slices.Contains(current, line) {
			t.Errorf("this is in %s, but no longer in the package:\n%s\nwhat was released stays", apiFile, line)
		}
	}
	added := slices.DeleteFunc(current, func(line string) bool { return slices.Contains(locked, line) })
	if len(added) == 0 || t.Failed() {
		return
	}
	if !*addToAPI {
		t.Fatalf("not in %s yet:\n%s\nif these are to stay for good, run: go test -run TestAPI -api.add .", apiFile, strings.Join(added, "\n"))
	}
	all := slices.Sorted(slices.Values(append(locked, added...)))
	if err := os.WriteFile(apiFile, []byte(strings.Join(all, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// exported lists what the package exports, a line each.
func exported(t *testing.T) (lines []string) {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	// Constants need no imports, so errors about these do not matter.
	config := types.Config{Error: func(error) {}}
	pkg, _ := config.Check("acscodes", fset, files, nil)
	for _, name := range pkg.Scope().Names() {
		if c, ok := pkg.Scope().Lookup(name).(*types.Const); ok && c.Exported() {
			lines = append(lines, fmt.Sprintf("const %s %s = %s", name, types.TypeString(c.Type(), types.RelativeTo(pkg)), c.Val().ExactString()))
		}
	}
	for _, file := range files {
		ast.FileExports(file)
		for _, declaration := range file.Decls {
			switch d := declaration.(type) {
			case *ast.FuncDecl:
				d.Body = nil
			case *ast.GenDecl:
				if d.Tok == token.CONST || d.Tok == token.IMPORT {
					continue
				}
			}
			var text bytes.Buffer
			if err := printer.Fprint(&text, fset, declaration); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, strings.Join(strings.Fields(text.String()), " "))
		}
	}
	return lines
}

package acscodes_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const apiFile = "testdata/api.txt"

var addToAPI = flag.Bool("api.add", false, "add new constants to "+apiFile)

// TestAPI compares the names and the values of the exported constants with those that are locked.
func TestAPI(t *testing.T) {
	locked := strings.Split(strings.TrimSuffix(readFile(t, apiFile), "\n"), "\n")
	current := exportedConstants(t)
	isNew := func(line string) bool { return !slices.Contains(locked, line) }
	for _, line := range locked {
		if !slices.Contains(current, line) {
			t.Errorf("this is in %s, but no longer in the package:\n%s\nnames and values that were released stay", apiFile, line)
		}
	}
	added := slices.DeleteFunc(current, func(line string) bool { return !isNew(line) })
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

// exportedConstants lists the exported constants of the package, a line each.
func exportedConstants(t *testing.T) []string {
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
		file, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	// Constants need no imports, so errors about these do not matter.
	config := types.Config{Error: func(error) {}}
	pkg, _ := config.Check("acscodes", fset, files, nil)
	var lines []string
	for _, name := range pkg.Scope().Names() {
		if c, ok := pkg.Scope().Lookup(name).(*types.Const); ok && c.Exported() {
			lines = append(lines, fmt.Sprintf("%s %s = %s", name, types.TypeString(c.Type(), types.RelativeTo(pkg)), c.Val().ExactString()))
		}
	}
	slices.Sort(lines)
	return lines
}

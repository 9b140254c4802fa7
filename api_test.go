package acscodes_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
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

var addToAPI = flag.Bool("api.add", false, "add new exported names to "+apiFile)

// TestAPI compares the exported names, their types, and the values of constants with those that were released.
func TestAPI(t *testing.T) {
	var released []string
	if content, err := os.ReadFile(apiFile); err == nil {
		released = strings.Split(strings.TrimSpace(string(content)), "\n")
	}
	current := exportedAPI(t)
	for _, line := range released {
		if !slices.Contains(current, line) {
			t.Errorf("this is in %s, but not in the package any more:\n%s\nnames, types and values that were released stay", apiFile, line)
		}
	}
	var added []string
	for _, line := range current {
		if !slices.Contains(released, line) {
			added = append(added, line)
		}
	}
	if len(added) == 0 {
		return
	}
	if !*addToAPI {
		t.Fatalf("not in %s yet:\n%s\nif these are to stay for good, run: go test -run TestAPI -api.add .", apiFile, strings.Join(added, "\n"))
	}
	all := append(released, added...)
	slices.Sort(all)
	if err := os.WriteFile(apiFile, []byte(strings.Join(all, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// exportedAPI lists what the package exports, a line each.
func exportedAPI(t *testing.T) []string {
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
	config := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := config.Check("example.com/acscodes", fset, files, nil)
	if err != nil {
		t.Fatal(err)
	}

	var lines []string
	qualifier := types.RelativeTo(pkg)
	for _, name := range pkg.Scope().Names() {
		object := pkg.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		switch object := object.(type) {
		case *types.Const:
			lines = append(lines, fmt.Sprintf("const %s %s = %s", name, types.TypeString(object.Type(), qualifier), object.Val().ExactString()))
		case *types.TypeName:
			lines = append(lines, typeAPI(object, qualifier)...)
		default:
			lines = append(lines, types.ObjectString(object, qualifier))
		}
	}
	slices.Sort(lines)
	return lines
}

// typeAPI lists a type with its exported fields and methods.
func typeAPI(object *types.TypeName, qualifier types.Qualifier) []string {
	name := object.Name()
	var lines []string
	if structure, ok := object.Type().Underlying().(*types.Struct); ok {
		lines = append(lines, "type "+name+" struct")
		for i := range structure.NumFields() {
			if field := structure.Field(i); field.Exported() {
				lines = append(lines, fmt.Sprintf("field %s.%s %s %s", name, field.Name(), types.TypeString(field.Type(), qualifier), structure.Tag(i)))
			}
		}
	} else {
		lines = append(lines, fmt.Sprintf("type %s %s", name, types.TypeString(object.Type().Underlying(), qualifier)))
	}
	for _, receiver := range []types.Type{object.Type(), types.NewPointer(object.Type())} {
		methods := types.NewMethodSet(receiver)
		for i := range methods.Len() {
			method := methods.At(i).Obj()
			if !method.Exported() {
				continue
			}
			line := types.ObjectString(method, qualifier)
			if !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return lines
}

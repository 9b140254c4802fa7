// Gen writes codes.go, subcodes.go and table.go from the documented tables, the names and the outcomes in data.
//
// It reads everything and checks everything before it writes anything. Whatever is wrong with the data is printed to
// stderr, a line for each fault as file:line: what is wrong and what to do. Exit status: 0 when the files are written, 1
// when they are not, 2 when the command line is wrong.
//
// With -drift it writes nothing, but compares a new edition of a page with the tables in data. Exit status: 0 when they are
// the same, 1 when they differ or the page cannot be read.
//
// It does not import the package that it writes, so that a broken output can always be generated anew.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) (exitStatus int) {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dataDir := flags.String("data", "data", "read the tables, the names and the outcomes from `directory`")
	outDir := flags.String("out", ".", "write the Go files to `directory`")
	driftPage := flags.String("drift", "", "compare `page`, in raw Markdown, with the tables instead of writing files")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "gen: unexpected argument %q; try: go run ./internal/gen -data data -out .\n", flags.Arg(0))
		return 2
	}

	var err error
	if *driftPage == "" {
		err = generate(*dataDir, *outDir)
	} else {
		err = compare(*dataDir, *driftPage, stdout)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

func generate(dataDir, outDir string) error {
	src, err := load(dataDir)
	if err != nil {
		return err
	}
	files, err := emit(src)
	if err != nil {
		return err
	}
	return replaceFiles(outDir, files)
}

// replaceFiles writes all files before it renames the first, so that a full disk leaves the old ones.
func replaceFiles(dir string, files map[string][]byte) error {
	temporary := make(map[string]string)
	defer func() {
		for _, path := range temporary {
			os.Remove(path) // those that were not renamed
		}
	}()
	for name, content := range files {
		temporary[name] = filepath.Join(dir, name+".tmp")
		if err := os.WriteFile(temporary[name], content, 0o644); err != nil {
			return err
		}
	}
	for name, path := range temporary {
		if err := os.Rename(path, filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

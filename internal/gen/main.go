// Gen writes codes.go, subcodes.go and table.go from the documented tables and the registry of names in data.
//
// It reads everything and checks everything before it writes anything. Whatever is wrong with the data is printed to
// stderr, a line for each fault as file:line: what is wrong and what to do. Exit status: 0 when the files are
// written, 1 when they are not, 2 when the command line is wrong.
//
// With -drift it writes nothing, but compares a new edition of a page with the table of it in data. Exit status: 0 when
// they are the same, 1 when they differ or the page cannot be read.
//
// It does not import the package that it writes, so that a broken output can always be generated anew.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) (exitStatus int) {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dataDir := flags.String("data", "data", "read the tables and the registry from `directory`")
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
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := replaceFile(filepath.Join(outDir, name), files[name]); err != nil {
			return err
		}
	}
	return nil
}

// replaceFile writes a file whole or not at all, whatever interrupts it.
func replaceFile(path string, content []byte) (err error) {
	temporary, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temporary.Name())
		}
	}()
	_, err = temporary.Write(content)
	if err := errors.Join(err, temporary.Chmod(0o644), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

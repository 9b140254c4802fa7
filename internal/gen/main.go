// Gen writes codes.go, subcodes.go and table.go from the documented tables, the names and the outcomes in data.
//
// It reads and checks everything before it writes anything. Whatever is wrong with the data is printed to stderr, a line for
// each fault as file:line: what is wrong and what to do. Exit status: 0 when the files are written, 1 when they are not, 2
// when the command line is wrong.
//
// It runs in the directory of the package. It does not import it, so that broken output can always be generated anew, but
// reads the names of outcomes and categories from its source.
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
	os.Exit(run(os.Args[1:], os.Stderr))
}

func run(args []string, stderr io.Writer) (exitStatus int) {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dataDir := flags.String("data", "data", "read the tables, the names and the outcomes from `directory`")
	outDir := flags.String("out", ".", "write the Go files to `directory`")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "gen: unexpected argument %q; try: go run ./internal/gen -data data -out .\n", flags.Arg(0))
		return 2
	}
	if err := generate(*dataDir, *outDir); err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

func generate(dataDir, outDir string) error {
	src, err := load(dataDir, ".")
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
	written := make(map[string]string) // from the temporary file to its name
	defer func() {
		for path := range written {
			os.Remove(path) // fails for those that were renamed
		}
	}()
	for name, content := range files {
		// A new file: one that is there already could be a link to somewhere else.
		file, err := os.CreateTemp(dir, name+".*.tmp")
		if err != nil {
			return err
		}
		written[file.Name()] = name
		_, err = file.Write(content)
		if err := errors.Join(err, file.Chmod(0o644), file.Close()); err != nil {
			return err
		}
	}
	for path, name := range written {
		if err := os.Rename(path, filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

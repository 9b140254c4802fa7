// Gen writes codes.go, subcodes.go and table.go from the documented tables, the names and the outcomes in data.
//
// It runs in the directory of the package, and reads and checks everything before it writes anything. Whatever is wrong with
// the data is printed to stderr, a line for each fault as file:line: what is wrong and what to do.
//
// It does not import the package, so that broken output can always be generated anew, but reads the names of outcomes and
// categories from its source.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	flag.Parse() // there are no flags, but -h and mistakes
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate() error {
	src, err := load()
	if err != nil {
		return err
	}
	files, err := emit(src)
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

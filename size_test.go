package acscodes_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// dependencies are the packages of the standard library that acscodes imports. Every program below has them, since a
// call-end handler has them anyway.
const dependencies = `_ "bytes"; _ "encoding/json"; _ "fmt"; _ "iter"; _ "log/slog"; _ "slices"; _ "strconv"; _ "strings"; _ "unicode/utf8"`

// A program is what stands between the brackets of import and of main.
type program struct{ imports, body string }

// BenchmarkSize reports what importing the package adds to a program: bytes of its binary, and packages to initialize at
// start-up.
func BenchmarkSize(b *testing.B) {
	tests := map[string]struct {
		without, with program
		mostBytes     float64 // the target; 0 where there is none
	}{
		"constants": {
			program{``, `println(int32(487))`},
			program{`"example.com/acscodes"`, `println(int32(acscodes.CodeRequestTerminated))`},
			0,
		},
		"Lookup": {
			program{`"os"`, `println(len(os.Args))`},
			program{`"os"; "example.com/acscodes"`, `e, _ := acscodes.Lookup(acscodes.Code(len(os.Args)), 0); println(e.Message, len(e.Links()))`},
			64 << 10,
		},
		"everything": {
			program{
				`"encoding/json"; "fmt"; "log/slog"; "os"`,
				`var r struct{ Code, SubCode int }; err := json.Unmarshal([]byte(os.Args[0]), &r); slog.Info("", "r", r); fmt.Println(err)`,
			},
			program{
				`"encoding/json"; "fmt"; "log/slog"; "os"; "example.com/acscodes"`,
				`var r acscodes.CallEndReason; err := json.Unmarshal([]byte(os.Args[0]), &r); slog.Info("", "r", &r); fmt.Println(err, r.Err())
				for e := range acscodes.All() { fmt.Println(e, e.Links(), e.Table.URL()) }`,
			},
			0,
		},
	}
	for name, tt := range tests {
		b.Run(name, func(b *testing.B) {
			var without, with, initialized int
			for range b.N {
				without, _ = buildProgram(b, tt.without)
				with, initialized = buildProgram(b, tt.with)
			}
			b.ReportMetric(0, "ns/op") // compiling takes its time, but that is no measure
			b.ReportMetric(float64(with-without), "bytes-added")
			b.ReportMetric(float64(initialized), "packages-to-initialize")
			if tt.mostBytes > 0 {
				b.ReportMetric(tt.mostBytes, "bytes-most")
			}
		})
	}
}

// buildProgram compiles a program. It returns the size of its binary, and how many packages of this module the runtime
// initializes.
func buildProgram(b *testing.B, p program) (size, initialized int) {
	b.Helper()
	dir := b.TempDir()
	root, err := os.Getwd()
	if err != nil {
		b.Fatal(err)
	}
	for name, content := range map[string]string{
		"main.go": fmt.Sprintf("package main\n\nimport (%s; %s)\n\nfunc main() { %s }\n", dependencies, p.imports, p.body),
		"go.mod":  fmt.Sprintf("module size\n\ngo 1.24\n\nrequire example.com/acscodes v0.0.0\n\nreplace example.com/acscodes => %q\n", root),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	binary := filepath.Join(dir, "size.exe")
	compile := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, ".")
	compile.Dir = dir
	compile.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	if output, err := compile.CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, output)
	}
	info, err := os.Stat(binary)
	if err != nil {
		b.Fatal(err)
	}

	run := exec.Command(binary)
	run.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, _ := run.CombinedOutput() // the exit status does not matter
	return int(info.Size()), strings.Count("\n"+string(trace), "\ninit example.com/acscodes")
}

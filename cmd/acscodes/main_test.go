package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// result is what the command printed, and its exit status.
type result struct {
	stdout, stderr string
	exitStatus     int
}

// runCommand runs the command without a process, at 80 columns.
func runCommand(stdin string, args ...string) result {
	return runAt(80, stdin, args...)
}

func runAt(columns int, stdin string, args ...string) result {
	var stdout, stderr strings.Builder
	env := environment{
		stdin: strings.NewReader(stdin), stdout: bufio.NewWriter(&stdout), stderr: &stderr, columns: columns, width: columns,
	}
	exitStatus := run(env, args)
	return result{stdout.String(), stderr.String(), exitStatus}
}

// checkOutput compares all three, so that a failure shows them all.
func checkOutput(t *testing.T, got, want result) {
	t.Helper()
	if got != want {
		t.Errorf("exit status %d\nstdout\n%s\nstderr\n%s\nwant exit status %d\nstdout\n%s\nstderr\n%s",
			got.exitStatus, got.stdout, got.stderr, want.exitStatus, want.stdout, want.stderr)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"-help"}, {"--help"}, {"list", "-h"}, {"classify", "-h"}, {"-h", "summary"}, {"487", "-h"}} {
		checkOutput(t, runCommand("", args...), result{usage, "", exitFound})
	}
	lines := strings.Split(usage, "\n")
	if len(lines) < 24 || len(lines) > 60 {
		t.Errorf("%d lines do not fit a screen", len(lines))
	}
	for _, line := range lines {
		if utf8.RuneCountInString(line) > 80 {
			t.Errorf("more than 80 columns: %q", line)
		}
	}
}

func TestWrongUsage(t *testing.T) {
	const orHelp = "; try: acscodes 487 10004, or acscodes -h\n"
	t.Chdir(t.TempDir())
	for _, name := range []string{"calls.ndjson", "a b;rm -rf x's.ndjson"} {
		if err := os.WriteFile(name, []byte("{}"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tests := map[string]struct {
		args []string
		want string
	}{
		"unknown flag":        {[]string{"487", "-x"}, "flag provided but not defined: -x" + orHelp},
		"csv without list":    {[]string{"-csv", "487"}, "-csv goes with list only, and not with -json; try: acscodes list -csv\n"},
		"csv and json":        {[]string{"list", "-csv", "-json"}, "-csv goes with list only, and not with -json; try: acscodes list -csv\n"},
		"number out of range": {[]string{"99999999999"}, "a code or subcode is a number from 0 to 2147483647" + orHelp},
		"pair out of range":   {[]string{"487/2147483648"}, "a code or subcode is a number from 0 to 2147483647" + orHelp},
		"broken JSON":         {[]string{`{"code":"x"}`}, `key "code" is a string, not a 32-bit integer` + orHelp},
		"a file":              {[]string{"calls.ndjson"}, `"calls.ndjson" is a file; try: acscodes classify 'calls.ndjson'` + "\n"},
		"a file to quote":     {[]string{"a b;rm -rf x's.ndjson"}, `"a b;rm -rf x's.ndjson" is a file; try: acscodes classify 'a b;rm -rf x'\''s.ndjson'` + "\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			checkOutput(t, runCommand("", tt.args...), result{"", "acscodes: " + tt.want, exitWrongUsage})
		})
	}
	t.Run("a long flag", func(t *testing.T) {
		if got := runCommand("", "-"+strings.Repeat("x", 2000)); got.exitStatus != exitWrongUsage || len(got.stderr) > 1100 {
			t.Errorf("exit status %d with %s", got.exitStatus, got.stderr)
		}
	})
	t.Run("a terminal and no question", func(t *testing.T) {
		var stderr strings.Builder
		exitStatus := run(environment{stdout: bufio.NewWriter(nil), stderr: &stderr, stdinIsTerminal: true}, nil)
		checkOutput(t, result{"", stderr.String(), exitStatus}, result{"", "acscodes: nothing to explain" + orHelp, exitWrongUsage})
	})
}

// fullDisk is an output that fails.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestOutputThatFails(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"list"}, {"487", "10004"}, {"599", "1"}, {"classify"}, {"classify", "-", "-"}, {"summary"}} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			var stderr strings.Builder
			exitStatus := run(environment{
				stdin: strings.NewReader("{\"code\":487}{}"), stdout: bufio.NewWriter(fullDisk{}), stderr: &stderr, columns: 80, width: 80,
			}, args)
			checkOutput(t, result{"", stderr.String(), exitStatus}, result{"", "acscodes: disk full\n", exitWrongUsage})
		})
	}
}

// TestDiagnosticsComeInOrder checks that a terminal shows output and diagnostics in the order in which they were written.
func TestDiagnosticsComeInOrder(t *testing.T) {
	var terminal strings.Builder
	stream := strings.NewReader("{\"code\":487}\n{\"code\":[]}\n{\"code\":486}\n")
	run(environment{stdin: stream, stdout: bufio.NewWriter(&terminal), stderr: &terminal, columns: 80, width: 80}, []string{"classify"})
	lines := strings.Split(terminal.String(), "\n")
	if len(lines) != 4 || !strings.Contains(lines[0], " 487/-") || !strings.Contains(lines[1], "input:2:") || !strings.Contains(lines[2], " 486/-") {
		t.Errorf("%q", lines)
	}
}

func TestColumns(t *testing.T) {
	for setting, want := range map[string]int{"": 80, "x": 80, "0": 80, "-5": 80, "1": 40, "100": 100, "201": 200} {
		t.Setenv("COLUMNS", setting)
		if got := newEnvironment().columns; got != want {
			t.Errorf("COLUMNS=%s gives %d, want %d", setting, got, want)
		}
	}
}

func TestLinesKeepTheirWidth(t *testing.T) {
	for _, columns := range []int{40, 80, 200} {
		for _, args := range [][]string{{"list"}, {"the"}, {"error code"}, {"10004"}} {
			for line := range strings.SplitSeq(runAt(columns, "", args...).stdout, "\n") {
				if words := strings.Fields(line); utf8.RuneCountInString(line) > columns && len(words) > 2 {
					t.Errorf("%q, %d columns: %q", args, columns, line)
				}
			}
		}
	}
}

// TestProcess runs the command as users do.
func TestProcess(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "acscodes.exe")
	if output, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	t.Run("not cut for other programs", func(t *testing.T) {
		command := exec.Command(binary, "list")
		command.Env = slices.DeleteFunc(os.Environ(), func(setting string) bool { return strings.HasPrefix(setting, "COLUMNS=") })
		if output, err := command.Output(); err != nil || strings.Contains(string(output), "…") {
			t.Errorf("%s, %v", output, err)
		}
	})
	t.Run("a stream", func(t *testing.T) {
		var stdout, stderr bytes.Buffer
		command := exec.Command(binary, "-json")
		command.Stdin, command.Stdout, command.Stderr = strings.NewReader(`{"code":487,"subCode":10004}{"code":[]}`), &stdout, &stderr
		_ = command.Run() // the exit status is checked below
		if got := command.ProcessState.ExitCode(); got != exitNothing || !strings.HasPrefix(stdout.String(), `{"code":487,"subCode":10004,"acscodes":{`) {
			t.Errorf("exit status %d with %s", got, &stdout)
		}
		if want := "acscodes: standard input:1: key \"code\" is an array, not a 32-bit integer\n"; stderr.String() != want {
			t.Errorf("stderr %s, want %s", &stderr, want)
		}
	})
	t.Run("lines come as soon as there are records, and end with their reader", func(t *testing.T) {
		command := exec.Command(binary, "-json")
		stdin, err := command.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		stdout, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var stderr bytes.Buffer
		command.Stderr = &stderr
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(stdin, `{"code":487,"subCode":10004}`+"\n"); err != nil {
			t.Fatal(err)
		}
		var first struct{ Acscodes struct{ Name string } }
		if err := json.NewDecoder(stdout).Decode(&first); err != nil || first.Acscodes.Name != "AnswerTimeout" {
			t.Errorf("%+v, %v", first, err)
		}
		stdout.Close()
		for range 100 {
			if _, err := io.WriteString(stdin, strings.Repeat(`{"code":487,"subCode":10004}`+"\n", 10_000)); err != nil {
				break
			}
		}
		stdin.Close()
		_ = command.Wait() // with whatever status a closed pipe gives on this system
		if stderr.Len() > 0 {
			t.Errorf("stderr %q", &stderr)
		}
	})
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// result is what a run of the command leaves behind.
type result struct {
	stdout, stderr string
	exitStatus     int
}

// runCommand runs the command within the test, away from any terminal.
func runCommand(columns int, stdin string, args ...string) result {
	var stdout, stderr strings.Builder
	env := environment{stdin: strings.NewReader(stdin), stdout: &stdout, stderr: &stderr, columns: columns}
	exitStatus := run(context.Background(), env, args)
	return result{stdout.String(), stderr.String(), exitStatus}
}

func checkOutput(t *testing.T, got, want result) {
	t.Helper()
	if got.stdout != want.stdout {
		t.Errorf("stdout\n%s\nwant\n%s", got.stdout, want.stdout)
	}
	if got.stderr != want.stderr {
		t.Errorf("stderr\n%s\nwant\n%s", got.stderr, want.stderr)
	}
	if got.exitStatus != want.exitStatus {
		t.Errorf("exit status %d, want %d", got.exitStatus, want.exitStatus)
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"--help"}, {"487", "-help"}} {
		got := runCommand(80, "", args...)
		if !strings.HasPrefix(got.stdout, "Usage: acscodes ") || got.stderr != "" || got.exitStatus != exitSuccess {
			t.Errorf("%q: %+v", args, got)
		}
		if strings.Contains(got.stdout, "%!") || !strings.Contains(got.stdout, "callend, callingsdk, pstn") {
			t.Errorf("the usage is badly formatted:\n%s", got.stdout)
		}
		for line := range strings.Lines(got.stdout) {
			if len(line) > 81 {
				t.Errorf("wider than 80 columns: %s", line)
			}
		}
	}
}

func TestWrongUsage(t *testing.T) {
	tests := map[string]struct {
		args []string
		want string
	}{
		"no number, no name":     {[]string{"abc"}, `"abc" is no number and no name of a code or subcode`},
		"one of two no number":   {[]string{"487", "0x10"}, `"487 0x10" holds neither a pair of code and subcode nor a DiagCode`},
		"empty":                  {[]string{""}, `"" holds neither a pair of code and subcode nor a DiagCode`},
		"half a pair":            {[]string{"487/"}, `"487/" holds neither a pair of code and subcode nor a DiagCode`},
		"three arguments":        {[]string{"487", "10004", "1"}, `"487 10004 1" holds neither a pair of code and subcode nor a DiagCode`},
		"past int32":             {[]string{"2147483648"}, `"2147483648" is out of range, codes go from 0 to 2147483647`},
		"past int32 in a pair":   {[]string{"99999999999/1"}, `"99999999999" is out of range, codes go from 0 to 2147483647`},
		"past int32 in a line":   {[]string{"DiagCode: 1#99999999999"}, `"99999999999" is out of range, codes go from 0 to 2147483647`},
		"negative":               {[]string{"487/-1"}, `"487/-1" holds neither a pair of code and subcode nor a DiagCode`},
		"negative alone":         {[]string{"-1"}, "flag provided but not defined: -1"},
		"a long line":            {[]string{strings.Repeat("evil \x1b", 20)}, `"evil \x1bevil \x1bevil \x1bevil \x1bevil \x1bevil \x1bevil \x1bevil \x1bevil \x1bevil \x1b"… holds neither a pair of code and subcode nor a DiagCode`},
		"unknown flag":           {[]string{"-x", "487"}, "flag provided but not defined: -x"},
		"control characters":     {[]string{"-\x1b[31m\n"}, "flag provided but not defined: -\\x1b[31m\\n"},
		"bad flag value":         {[]string{"-json=maybe"}, `invalid boolean value "maybe" for -json: parse error`},
		"no such category":       {[]string{"-list", "-category", "Failure"}, `invalid value "Failure" for flag -category: want Success, ExpectedError, UnexpectedClientError, UnexpectedServerError or Unknown`},
		"no such table":          {[]string{"-list", "-table", "calls"}, `invalid value "calls" for flag -table: want one of ` + tableNames()},
		"no such code":           {[]string{"-list", "-code", "x"}, `invalid value "x" for flag -code: want a number`},
		"list and words":         {[]string{"-list", "487"}, `"487" is one word too many: -list takes none, and -search takes one, quoted`},
		"search unquoted":        {[]string{"-search", "token", "expired"}, `"expired" is one word too many: -list takes none, and -search takes one, quoted`},
		"list and classify":      {[]string{"-list", "-classify"}, "-list and -search do not go with -classify and -summary"},
		"markdown alone":         {[]string{"-markdown"}, "-markdown goes with -list, and without -json"},
		"markdown and json":      {[]string{"-list", "-markdown", "-json"}, "-markdown goes with -list, and without -json"},
		"summary and json":       {[]string{"-summary", "-json"}, "-summary does not go with -json"},
		"filter without listing": {[]string{"-code", "487"}, "-category, -code and -table go with -list or -search"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want := "acscodes: " + tt.want + "; try: acscodes 487 10004, or acscodes -h\n"
			checkOutput(t, runCommand(80, "", tt.args...), result{"", want, exitWrongUsage})
		})
	}
	t.Run("nothing at a terminal", func(t *testing.T) {
		var stdout, stderr strings.Builder
		env := environment{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, stdinIsTerminal: true}
		exitStatus := run(context.Background(), env, nil)
		checkOutput(t, result{stdout.String(), stderr.String(), exitStatus}, result{"", "acscodes: nothing to explain; try: acscodes 487 10004, or acscodes -h\n", exitWrongUsage})
	})
}

// A brokenOutput refuses everything.
type brokenOutput struct{ err error }

func (w brokenOutput) Write([]byte) (int, error) { return 0, w.err }

func TestOutputThatFails(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"487"}, {"-json", "487"}, {"-list"}, {"-search", "token"}, {"-classify"}, {"-summary"}} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			for want, err := range map[string]error{
				"acscodes: no space left on device\n": errors.New("no space left on device"),
				"":                                    &os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE},
			} {
				var stderr strings.Builder
				records := strings.NewReader(strings.Repeat(`{"code":487,"subCode":10004}`+"\n", 10_000))
				env := environment{stdin: records, stdout: brokenOutput{err}, stderr: &stderr, columns: 80}
				exitStatus := run(context.Background(), env, args)
				if exitStatus != exitFailure || stderr.String() != want {
					t.Errorf("exit status %d, stderr %q, want %q", exitStatus, stderr.String(), want)
				}
			}
		})
	}
}

// buildCommand builds the command as users do.
func buildCommand(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "acscodes.exe")
	if output, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, output)
	}
	return path
}

func TestBuiltCommand(t *testing.T) {
	binary := buildCommand(t)
	tests := map[string]struct {
		args  []string
		stdin string
		want  result
	}{
		"ask":          {[]string{"43202"}, "", result{remoteStreamEnded, "", exitSuccess}},
		"undocumented": {[]string{"0/5999"}, "", result{"", "acscodes: 0/5999 is not documented\n", exitFailure}},
		"wrong usage":  {[]string{"-x"}, "", result{"", "acscodes: flag provided but not defined: -x; try: acscodes 487 10004, or acscodes -h\n", exitWrongUsage}},
		"stream": {
			nil, `{"code":799,"subCode":1}`,
			result{"      1  799/1             Unknown                None\n", "", exitSuccess},
		},
		"stream with a fault": {
			nil, `{"code":799,"subCode":1}{"code":[]}`,
			result{"      1  799/1             Unknown                None\n", "acscodes: standard input:1: record 2: key \"code\" is an array, want an int32\n", exitFailure},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr strings.Builder
			command := exec.Command(binary, tt.args...)
			command.Env = append(os.Environ(), "COLUMNS=200")
			command.Stdin, command.Stdout, command.Stderr = strings.NewReader(tt.stdin), &stdout, &stderr
			_ = command.Run() // its exit status is checked below
			checkOutput(t, result{stdout.String(), stderr.String(), command.ProcessState.ExitCode()}, tt.want)
		})
	}

	t.Run("a reader that has seen enough", func(t *testing.T) {
		command := exec.Command(binary, "-json")
		stdin, stdout, stderr := startWithPipes(t, command)
		go func() {
			for {
				if _, err := io.WriteString(stdin, strings.Repeat(`{"code":487,"subCode":10004}`+"\n", 1000)); err != nil {
					return
				}
			}
		}()
		var first struct{ Name string }
		if err := json.NewDecoder(stdout).Decode(&first); err != nil || first.Name != "AnswerTimeout" {
			t.Errorf("%+v, %v", first, err)
		}
		stdout.Close()
		_ = command.Wait() // it ends, with whatever status a closed pipe gives on this system
		if stderr.Len() > 0 {
			t.Errorf("stderr %q", stderr)
		}
	})
}

// startWithPipes starts a command with pipes on both ends.
func startWithPipes(t *testing.T, command *exec.Cmd) (stdin io.WriteCloser, stdout io.ReadCloser, stderr *bytes.Buffer) {
	t.Helper()
	stdin, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if stdout, err = command.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	stderr = new(bytes.Buffer)
	command.Stderr = stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() })
	return stdin, stdout, stderr
}

func TestInterruptPrintsTheSummarySoFar(t *testing.T) {
	ctx, interrupt := context.WithCancel(context.Background())
	stdin, records := io.Pipe()
	go func() {
		// Each text is read only after the command has dealt with the one before the last.
		for _, text := range []string{`{"code":487,"subCode":10004}` + "\n", `{"code":487,`, " ", " "} {
			_, _ = io.WriteString(records, text)
		}
		interrupt()
	}()
	var stdout, stderr strings.Builder
	exitStatus := run(ctx, environment{stdin: stdin, stdout: &stdout, stderr: &stderr, columns: 80}, []string{"-summary"})
	checkOutput(t, result{stdout.String(), stderr.String(), exitStatus}, result{
		"1 record classified\n\nCategory       Records   Share\nExpectedError        1  100.0%  ################################################\n\n" +
			"Reason                   Records   Share\n487/10004 AnswerTimeout        1  100.0%  ######################################\n",
		"", exitInterrupted,
	})
}

# Makes a table of the benchmarks' output: what each measures, and the target that the design sets for it. Fails when one is
# missed.
/^Benchmark/ {
	name = $1
	sub(/^Benchmark/, "", name)
	sub(/-[0-9]+$/, "", name)
	measured = target = rest = ""
	most = least = -1
	for (i = 3; i < NF; i += 2) {
		value = $i
		unit = $(i + 1)
		if (unit == "x-floor") measured = sprintf("%.2f x floor", value)
		else if (unit == "bytes-added") measured = sprintf("%d bytes", value)
		else if (unit == "x-most" || unit == "bytes-most") most = value
		else if (unit == "x-least") least = value
		else if (unit == "allocs/op") rest = sprintf("%d allocations", value)
		else if (unit == "packages-to-initialize") rest = sprintf("%d packages to initialize", value)
	}
	if (most >= 0) target = sprintf("at most %g", most)
	if (least >= 0) target = sprintf("at least %g", least)
	if (most >= 0 && measured + 0 > most || least >= 0 && measured + 0 < least) {
		target = target " MISSED"
		failed = 1
	}
	printf "%-26s %15s   %-16s  %s\n", name, measured, target, rest
}
/^(FAIL|--- FAIL|panic)/ { print; failed = 1 }
END { exit failed }

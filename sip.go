package acscodes

// TableReported holds what is reported but not documented; its rows come with the generator's next step.
const TableReported = TableRelated + 1

// sipOutcomes holds what SIP statuses come to, until data does.
var sipOutcomes = map[int]Outcome{
	486: OutcomeBusy, 600: OutcomeBusy, 408: OutcomeNoAnswer, 480: OutcomeNoAnswer, 430: OutcomeUnreachable,
	404: OutcomeInvalidTarget, 416: OutcomeInvalidTarget, 484: OutcomeInvalidTarget, 485: OutcomeInvalidTarget, 604: OutcomeInvalidTarget,
	487: OutcomeCanceled, 603: OutcomeDeclined, 402: OutcomeForbidden, 403: OutcomeForbidden, 433: OutcomeForbidden, 607: OutcomeForbidden, 608: OutcomeForbidden,
	410: OutcomeUnknown,
}

// Package acscodes explains why an Azure Communication Services call ended: typed error codes, the documented message, result
// category and advice of each, and what happened in the terms of telephony.
//
// A call that ends, or an operation that fails, comes with two numbers, such as 487 and 10004 in a callEndReason. The
// [Code] is a status in the manner of SIP and HTTP: 487 is "Request Terminated". The [Subcode] is the particular reason:
// 10004 is [SubcodeAnswerTimeout], nobody answered in time.
//
// A call-end handler lets [FindReason] look for the [CallEndReason] in an event or a log record, or decodes one, in whichever
// form the platform sent it. The reason's methods classify it, return it as an error, and log it with log/slog. The zero reason,
// of an event without one, is not a success.
//
// A [Classification] says what to make of a reason, and [Match] how certain that is: whether the very pair is documented, or
// the subcode under another code, or only the code, or nothing at all.
//
//   - Its [Outcome] says what happened: Busy, NoAnswer, Unreachable, Declined, ConnectionFailure, … Decide and alert by it.
//     Err is nil only for an outcome that is a success.
//   - Its [Category] is the documentation's result category: Success, ExpectedError, UnexpectedClientError or
//     UnexpectedServerError. Use it for reports.
//   - Its [Entry] is what is documented: a message, advice and links for people.
//
// [Classify] does the same for two numbers. [Lookup] returns the documented entry of a pair and infers nothing. [All] yields
// every entry.
//
// Whoever can send a payload chooses its message and category. Printed in any way, logged with log/slog or turned into an error,
// a reason shows numbers and documented text only, with two exceptions: encoded as JSON it shows all that it holds, and
// package fmt does not call the methods of a reason in an unexported field, or for the verbs %w and %p.
//
// Names and numbers of the constants never change once they are released. Messages and advice follow the documentation:
// show and log them, but do not compare them.
//
// Everything in this package is safe for concurrent use, and nothing that it returns can be used to change its tables.
//
// The texts of [TableCallEnd] and [TableCallingSDK] are Microsoft's, licensed under CC BY 4.0; those of the other tables
// are this project's own words. [TableReported] holds what Microsoft does not document, but its staff or the service itself
// explained. [Entry.Source] is the page that the facts come from.
package acscodes

//go:generate go run ./internal/gen

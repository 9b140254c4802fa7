// Package acscodes tells why an Azure Communication Services call ended: typed error codes, the documented message, result
// category and advice of each, and what happened in the terms of telephony.
//
// A call that ends, or an operation that fails, comes with two numbers, such as 487 and 10004 in a callEndReason. The
// [Code] is a status in the manner of SIP and HTTP: 487 is "Request Terminated". The [Subcode] is the particular reason:
// 10004 is [SubcodeAnswerTimeout], nobody answered in time.
//
// A call-end handler decodes a [CallEndReason] from an event, in whichever form the platform sent it, or lets [FindReason]
// look for it. The reason's methods classify it, return it as an error (nil only for a success), and log it with log/slog. The
// zero reason, of an event without one, is not a success. Errors and logs hold numbers and documented text only: what
// the payload says is untrusted and stays out of both.
//
// A [Classification] says what to make of a reason, and [Match] how certain that is: whether the very pair is documented, or
// the subcode under another code, or only the code, or nothing at all.
//
//   - Its [Outcome] says what happened: Busy, NoAnswer, Unreachable, Declined, ConnectionFailure, … Decide by it.
//   - Its [Category] is the documentation's result category: Success, ExpectedError, UnexpectedClientError or
//     UnexpectedServerError. Alert on the unexpected ones.
//   - Its [Entry] is what is documented: a message, advice and links for people.
//
// [Classify] does the same for two numbers. [Lookup] returns the documented entry of a pair and infers nothing. [All] yields
// every entry.
//
// Names and numbers of the constants never change once they are released. Messages and advice follow the documentation:
// show and log them, but do not compare them.
//
// Everything in this package is safe for concurrent use, and nothing that it returns can be used to change its tables.
//
// The texts of [TableCallEnd] and [TableCallingSDK] are Microsoft's, licensed under CC BY 4.0; those of the other tables
// are this project's own words. [Entry.Source] is the page that the facts come from.
package acscodes

//go:generate go run ./internal/gen

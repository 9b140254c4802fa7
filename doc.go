// Package acscodes tells why an Azure Communication Services call ended: typed error codes, and the documented message,
// result category and advice of each.
//
// A call that ends, or an operation that fails, comes with two numbers, such as 487 and 10004 in a callEndReason:
//
//   - The [Code] is a status in the manner of SIP and HTTP: 487 is "Request Terminated". Its [Class] is a rough guide.
//   - The [Subcode] is the particular reason: 10004 is [SubcodeAnswerTimeout], nobody answered in time.
//   - The [Category] says what to make of it: Success, ExpectedError, UnexpectedClientError or UnexpectedServerError.
//
// [Lookup] returns the documented row of a pair, and only that. It infers nothing: what the documentation does not list
// is not found. Some rows are documented for a code alone; their Subcode is [AnySubcode]. [All] yields every row.
//
// [Classify] answers for any pair, and its [Match] says how certain the answer is: the very row, the subcode under another
// code, the code alone, its class alone, or nothing at all.
//
// [CallEndReason] is what a call-end handler decodes from an event, in whichever form the platform sent it. Its methods
// classify it, turn it into an error, nil only for a success, and into a group for log/slog. Errors and logs hold numbers
// and documented text only: what the payload says is untrusted and stays out of both.
//
// Names and numbers of the constants never change. Messages and advice follow the documentation: show and log them, but
// do not compare them.
//
// Everything in this package is safe for concurrent use, and nothing that it returns can be used to change its tables.
// (A CallEndReason is a plain value: guard your own as you would any other.)
//
// The texts of [TableCallEnd] and [TableCallingSDK] are Microsoft's, licensed under CC BY 4.0; those of the other tables
// are this project's own words. [Table.URL] is the page that the facts come from.
package acscodes

package acscodes

// Category is the broad result of a call or an operation, as the documentation sees it: a success, a failure that is part of
// normal use, or an unexpected failure on the client's or the server's side. The documentation calls it ResultCategory, the
// Calling SDK resultCategories. It is for reports; decide by the [Outcome].
type Category uint8

const (
	// CategoryUnknown is the zero value: no category is known, or the platform gave one that this package does not know.
	CategoryUnknown Category = iota
	// CategorySuccess means that the call ended as it should, such as by hanging up. The documentation also counts a call
	// that was declined, or that found the callee busy, as a success.
	CategorySuccess
	// CategoryExpectedError means a failure that is part of normal use, such as nobody answering, or a call of the SDK that
	// the current state does not allow.
	CategoryExpectedError
	// CategoryUnexpectedClientError means a fault on the client's side: its device, its network or its code.
	CategoryUnexpectedClientError
	// CategoryUnexpectedServerError means a fault on the side of the service.
	CategoryUnexpectedServerError
)

var categoryNames = [...]string{"Unknown", "Success", "ExpectedError", "UnexpectedClientError", "UnexpectedServerError"}

// String returns the documented spelling, such as "ExpectedError", or "Unknown" for any other value.
func (c Category) String() string { return nameOf(categoryNames[:], c) }

// MarshalText returns the text of [Category.String]. It never fails.
func (c Category) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText takes the text of [Category.String]. Any other text, such as a name that a later release adds, is an error that
// leaves the category as it was.
func (c *Category) UnmarshalText(text []byte) error { return unmarshalName(categoryNames[:], text, c) }

package acscodes

import "slices"

// Category is the result category of a reason: whether a call or an operation succeeded, failed as part of normal use, or
// failed unexpectedly, and then on which side. The documentation calls it ResultCategory, the Calling SDK
// resultCategories. For what happened in detail, see [Outcome].
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
func (c Category) String() string {
	if int(c) < len(categoryNames) {
		return categoryNames[c]
	}
	return categoryNames[CategoryUnknown]
}

// MarshalText returns the text of [Category.String]. It never fails.
func (c Category) MarshalText() ([]byte, error) {
	return []byte(c.String()), nil
}

// UnmarshalText takes the documented spelling. Any other text becomes [CategoryUnknown], so that a category that the
// platform adds one day is not an error. It never fails.
func (c *Category) UnmarshalText(text []byte) error {
	*c = Category(max(slices.Index(categoryNames[:], string(text)), 0))
	return nil
}

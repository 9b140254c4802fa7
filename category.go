package acscodes

// Category is the result category of a reason: whether what happened was a success, to be expected, or a fault, and
// then of which side. The documentation calls it ResultCategory, the Calling SDK resultCategories.
//
// The zero value is [CategoryUnknown]. Other values than the constants do not occur; they read as unknown.
type Category uint8

const (
	// CategoryUnknown means that the documentation gives no category, or that the category is none of those below.
	CategoryUnknown Category = iota
	// CategorySuccess means that the call ended as it should, such as by hanging up or declining.
	CategorySuccess
	// CategoryExpectedError means an outcome that is no success but part of normal use, such as nobody answering, or a
	// call of the SDK that the current state does not allow.
	CategoryExpectedError
	// CategoryUnexpectedClientError means a fault on the side of the client: its device, its network or its code.
	CategoryUnexpectedClientError
	// CategoryUnexpectedServerError means a fault on the side of the service.
	CategoryUnexpectedServerError
)

// String returns the documented spelling, such as "ExpectedError", or "Unknown".
func (c Category) String() string {
	switch c {
	case CategorySuccess:
		return "Success"
	case CategoryExpectedError:
		return "ExpectedError"
	case CategoryUnexpectedClientError:
		return "UnexpectedClientError"
	case CategoryUnexpectedServerError:
		return "UnexpectedServerError"
	}
	return "Unknown"
}

// MarshalText returns the text of [Category.String]. It never fails.
func (c Category) MarshalText() ([]byte, error) {
	return []byte(c.String()), nil
}

// UnmarshalText takes the documented spelling. Any other text becomes [CategoryUnknown], so that a category that the
// platform adds one day is no error. It never fails.
func (c *Category) UnmarshalText(text []byte) error {
	switch string(text) {
	case "Success":
		*c = CategorySuccess
	case "ExpectedError":
		*c = CategoryExpectedError
	case "UnexpectedClientError":
		*c = CategoryUnexpectedClientError
	case "UnexpectedServerError":
		*c = CategoryUnexpectedServerError
	default:
		*c = CategoryUnknown
	}
	return nil
}

// Class is the kind of a [Code] by its hundreds, as the documentation groups them. The zero value is [ClassUnknown].
type Class uint8

const (
	// ClassUnknown is the class of codes outside the ranges below, 0 included.
	ClassUnknown Class = iota
	// ClassSuccess holds the successful responses, 200 to 299.
	ClassSuccess
	// ClassClientError holds the client errors, 400 to 499.
	ClassClientError
	// ClassServerError holds the server errors, 500 to 599.
	ClassServerError
	// ClassGlobalError holds the global errors, 600 to 699: the call would fail at every endpoint of the callee.
	ClassGlobalError
)

// Class returns the class that the hundreds of the code give.
func (c Code) Class() Class {
	switch c / 100 {
	case 2:
		return ClassSuccess
	case 4:
		return ClassClientError
	case 5:
		return ClassServerError
	case 6:
		return ClassGlobalError
	}
	return ClassUnknown
}

// String returns the name of the class, such as "ClientError", or "Unknown".
func (c Class) String() string {
	switch c {
	case ClassSuccess:
		return "Success"
	case ClassClientError:
		return "ClientError"
	case ClassServerError:
		return "ServerError"
	case ClassGlobalError:
		return "GlobalError"
	}
	return "Unknown"
}

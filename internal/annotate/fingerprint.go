package annotate

import (
	"hash/crc64"
	"strconv"
	"sync"
)

// Fingerprint names the built-in rules: another name, other rules. It takes some ten milliseconds the first time.
var Fingerprint = sync.OnceValue(func() string {
	return strconv.FormatUint(crc64.Checksum(compiled, crc64.MakeTable(crc64.ECMA)), 36)
})

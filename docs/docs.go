// Package docs holds the pages that are part of the program too.
package docs

import _ "embed"

// PackSchema is the JSON Schema of rule packs, pack.schema.json.
//
//go:embed pack.schema.json
var PackSchema []byte

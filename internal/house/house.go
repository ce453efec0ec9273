// Package house holds the import law of the module, as a test.
package house

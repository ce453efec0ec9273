package main

// terminalName is the terminal that the program was started on, whatever its standard input is.
const terminalName = "CONIN$"

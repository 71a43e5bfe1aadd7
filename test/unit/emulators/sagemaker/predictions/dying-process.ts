// Ends in the middle of its first question, as a process does that a decoder crashes.
process.on('message', () => process.exit(7));

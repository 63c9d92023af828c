"""Does a translation use the terms of a glossary? Every answer is "possible": people judge.

`tokens` and `lemmas` are the keys on which words are compared, `scoping` says which terms of a
concept count in a locale, `trusting` which concepts are asked for, `asking` finds the source terms
of a text, `accepting` their targets, `synonyms` and `omissions` what else will do;
`checker` puts both together, `waivers` is what people have looked at, `renderings` sums up.
"""

"""Does a translation use the terms of a glossary? Every answer is "possible": people judge.

`tokens` and `lemmas` are the keys on which words are compared, `scoping` says which terms of a
concept count in a locale, `trusting` which concepts are asked for, by what `steadiness` counted;
`asking` finds the source terms of a text, `accepting` their targets, `synonyms`, `shortening`,
`countries` and `omissions` what else will do; `questions` is what is asked of one unit, `checker`
puts all together, `waivers` is what people have looked at, `renderings` sums up.
"""

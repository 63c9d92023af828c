"""Translation units as a memory keeps them: rows and columns, and what makes a unit the same.

`dividing` makes units of two texts of what comes in; `rows` writes and reads them losslessly;
`facts` and `restating` are what columns say of them, `identity` and `histories` how they are known
again.
"""

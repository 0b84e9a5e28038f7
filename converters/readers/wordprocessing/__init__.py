"""What WordprocessingML means (ECMA-376 Part 1, 17): from parts of a `.docx` to lines and marks."""

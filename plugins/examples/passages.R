# How long are the passages of each coder?
#
# Scholiast writes the project to standard input, a line for each noun with tabs between
# its fields, and reads tables from standard output, written the same way.

input <- file("stdin", encoding = "UTF-8")
fields <- strsplit(readLines(input), "\t", fixed = TRUE)
close(input)
type <- vapply(fields, `[`, "", 1)

field <- function(lines, i) vapply(lines, `[`, "", i)
say <- function(...) cat(..., sep = "\t", fill = FALSE)
end <- function() cat("\n")

# option, name, value
options <- fields[type == "option"]
minimum <- as.numeric(field(options, 3)[field(options, 2) == "minimum"])

# annotation, document, start, end, code, coder, weight, memo, uuid
annotations <- fields[type == "annotation"]
coder <- field(annotations, 6)
size <- as.numeric(field(annotations, 4)) - as.numeric(field(annotations, 3))
kept <- size >= minimum

say("table", "passages", "Length of passages, in characters", "coder", "passages:integer",
    "mean:number", "median:number", "deviation:number")
end()
for (name in sort(unique(field(fields[type == "coder"], 3)))) {
  own <- size[kept & coder == name]
  say("row", name, length(own),
      if (length(own) > 0) mean(own) else NA,
      if (length(own) > 0) median(own) else NA,
      if (length(own) > 1) sd(own) else NA)
  end()
}
say("note", paste("Passages shorter than", minimum, "are left out:", sum(!kept)))
end()

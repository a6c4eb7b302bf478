# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

# Sequences of a run in TraMineR, 2.2-12 as it was tried. Make the files first:
#
#   ./counterlife find runs/first 'people born 1955..1965' --sequences STS --sample 2000 --weights -o sts.csv
#   ./counterlife find runs/first 'people born 1955..1965' --sequences SPELL --sample 2000 --weights -o spell.csv

library(TraMineR)

# The alphabet with words, colours and a coarser grouping of ten stands beside the sequences. Death
# is no state of a life but its end: it is void.
look <- read.csv("sts.states.csv")
look <- look[look$state != "dead", ]

# One column a step. Identities have more digits than a number of R: they are read as text.
sts <- read.csv("sts.csv", colClasses = c(id = "character"), check.names = FALSE,
                na.strings = "")
steps <- setdiff(names(sts), c("id", "born", "weight"))
sts[steps][sts[steps] == "dead"] <- NA
# Who died before the first morning of a step was nothing on any: TraMineR warns of empty sequences.
is_seen <- rowSums(!is.na(sts[steps])) > 0
message(sum(!is_seen), " of ", nrow(sts), " lives ended before a step began and are left out")
sts <- sts[is_seen, ]
lives <- seqdef(sts[steps], id = sts$id, weights = sts$weight, alphabet = look$state,
                labels = look$label, cpal = look$colour, left = NA, right = "DEL")
# Before birth (left) a cell is missing; after death (right) it is void.

# The same by the ten groups.
coarse <- sts
coarse[steps] <- lapply(sts[steps], function(step) look$group[match(step, look$state)])
groups <- seqdef(coarse[steps], id = sts$id, weights = sts$weight,
                 alphabet = unique(look$group), labels = unique(look$group_label), left = NA,
                 right = "DEL")

# With 27 states the legend needs a side of its own.
room <- list(with.legend = "right", cex.legend = 0.55, legend.prop = 0.25, border = NA)
draw <- function(plot, ...) do.call(plot, c(list(lives, ...), room))
draw(seqdplot, main = "Who was what, year by year")
draw(seqmtplot, main = "Mean years in each state", ylim = c(0, ceiling(max(seqmeant(lives)))))

# The same from spells, in calendar time.
spells <- read.csv("spell.csv", colClasses = c(id = "character"))
wide <- seqformat(spells, id = "id", begin = "begin", end = "end", status = "status",
                  from = "SPELL", to = "STS", process = FALSE)

# Kinds of course: distances between the first 500 lives, by optimal matching.
some <- lives[seq_len(min(500, nrow(lives))), ]
costs <- seqcost(some, method = "TRATE", with.missing = TRUE)
distances <- seqdist(some, method = "OM", indel = costs$indel, sm = costs$sm, with.missing = TRUE)
plot(hclust(as.dist(distances), method = "ward.D2"), labels = FALSE)

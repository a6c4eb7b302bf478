# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

# Sequences of a run in TraMineR. Make the files first:
#
#   ./counterlife find runs/first 'people born 1955..1965' --sequences STS --sample 2000 --weights -o sts.csv
#   ./counterlife find runs/first 'people born 1955..1965' --sequences SPELL --sample 2000 --weights -o spell.csv

library(TraMineR)

states <- c("child", "pupil", "student", "waiting", "farm", "mine", "factory", "building",
            "services", "office", "worker", "soldier", "ward", "absent", "idle", "trader",
            "detained", "adrift", "camp", "at_home", "retired", "dead")

# One column a step. Identities have more digits than a number of R: they are read as text.
sts <- read.csv("sts.csv", colClasses = c(id = "character"), check.names = FALSE,
                na.strings = "")
steps <- setdiff(names(sts), c("id", "born", "weight"))
lives <- seqdef(sts[steps], id = sts$id, weights = sts$weight, alphabet = states, left = NA)

seqdplot(lives, border = NA)     # who was what, year by year
seqmtplot(lives)                 # mean time in each state

# The same from spells: calendar time, and an axis long enough for the whole run.
spells <- read.csv("spell.csv", colClasses = c(id = "character"))
wide <- seqformat(spells, id = "id", begin = "begin", end = "end", status = "status",
                  from = "SPELL", to = "STS", process = FALSE, limit = max(spells$end))

# Kinds of course: distances between the first 500 lives, by optimal matching.
some <- lives[seq_len(min(500, nrow(lives))), ]
costs <- seqcost(some, method = "TRATE")
distances <- seqdist(some, method = "OM", indel = costs$indel, sm = costs$sm, with.missing = TRUE)
plot(hclust(as.dist(distances), method = "ward.D2"), labels = FALSE)

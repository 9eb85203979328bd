/* feature-counts.h - the comparisons behind the features. */
#pragma once

#include "feature.h"

#define COUNT(name) void count_##name (const Match *match, Tally *tally)

/* feature-documents.c */
COUNT (project_title);
COUNT (project_memo);
COUNT (texts);
COUNT (signs);
COUNT (blank);
COUNT (titles);
COUNT (sources);
COUNT (languages);
COUNT (document_memos);
COUNT (attributes);
COUNT (attribute_types);
COUNT (file_facts);
COUNT (reports);
COUNT (headings);
COUNT (paragraphs);
COUNT (list_items);
COUNT (turns);
COUNT (times);
COUNT (pages);
COUNT (tables);
COUNT (notes);
COUNT (verse);

/* feature-codes.c */
COUNT (codes);
COUNT (unused_codes);
COUNT (code_names);
COUNT (tree);
COUNT (order);
COUNT (colours);
COUNT (definitions);
COUNT (uses);
COUNT (code_memos);
COUNT (keys);
COUNT (blurred);
COUNT (pseudonyms);
COUNT (coders);
COUNT (unused_coders);
COUNT (asked);

/* feature-codings.c */
COUNT (codings);
COUNT (places);
COUNT (crossing);
COUNT (by_two);
COUNT (over_lines);
COUNT (who);
COUNT (dates);
COUNT (memos);
COUNT (weights);
COUNT (examples);
COUNT (identities);
COUNT (files);
COUNT (links);
COUNT (queries);
COUNT (results);
COUNT (refi);
COUNT (history);

#undef COUNT

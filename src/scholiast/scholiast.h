/* scholiast.h - all of the library but what only plugins need. */
#pragma once

#include <scholiast/edit-hits.h>
#include <scholiast/edit.h>
#include <scholiast/facts.h>
#include <scholiast/import-report.h>
#include <scholiast/file-name.h>
#include <scholiast/job.h>
#include <scholiast/plugins.h>
#include <scholiast/passage-query.h>
#include <scholiast/patience.h>
#include <scholiast/query-part.h>
#include <scholiast/saved-query.h>
#include <scholiast/project.h>
#include <scholiast/pseudonyms.h>
#include <scholiast/search.h>
#include <scholiast/text-unit.h>

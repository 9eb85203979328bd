/* make-project.h - projects that tests can read, and random ones with a seed. */
#pragma once

#include <check.h>
#include <scholiast/scholiast.h>

/* A folder of its own for a test, removed with all that is in it. */
char *make_folder (void);
void remove_folder (char *folder);

/**
 * make_project:
 * @folder: where the file goes, as NAME.scholia
 * @marked: a text whose passages are marked: "I [think:stance] so"; brackets may nest
 *
 * A project with one document "text", the codes that are named, and the coder "asha".
 */
SchoProject *make_project (const char *folder, const char *marked);

/* A step of random changes of every kind on the project as it is; sound by itself. */
SchoStep *make_random_step (GRand *random, SchoSnapshot *snapshot);

/* All nouns of a snapshot as text, for comparing bit for bit. */
char *dump_snapshot (SchoSnapshot *snapshot);

/* The seed of this run: SCHOLIAST_SEED, or a fresh one; printed, so that it can be set.
 */
guint32 choose_seed (void);

#define assert_no_error(error)                                                           \
  ck_assert_msg ((error) == NULL, "%s", (error) != NULL ? (error)->message : "")

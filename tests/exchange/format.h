/* format.h - the formats that a project can go out in. */
#pragma once

#include "feature.h"

#define FORMAT_IMPORTS 4

/**
 * FormatImport:
 * @importer: (nullable): %NULL: the one that is surest of the file
 * @ending: (nullable): which files: `.ann`; %NULL: all
 * @set: what is chosen for it
 */
typedef struct
{
  const char *importer;
  const char *ending;
  const char *set[3];
} FormatImport;

typedef enum
{
  FORMAT_WHOLE,  /* projects */
  FORMAT_CODED,  /* texts and codings for other programs */
  FORMAT_TABLES, /* parts of a project, mostly as tables */
  FORMAT_READ,   /* for people and for programs; nothing makes a project of it */
  FORMAT_N_FAMILIES
} FormatFamily;

/**
 * Format:
 * @title: at the head of its column
 * @exporter: (nullable): %NULL: the project's file is copied
 * @file: (nullable): what it is called; %NULL: several, in a folder
 * @needs_texts: comes into a project that has the documents, by title and words
 * @is_packed: what is read is a folder for each coder, in a package
 * @imports: how it comes back; ends with one that has neither importer nor ending,
 *   unless it is the first. Of %FORMAT_READ: what reads its words; none: its bytes are
 *   words
 * @about: features that belong to the nouns that it is about, by id; of others it need
 *   not say that they are lost. Empty: all; else ends with %NULL
 */
typedef struct
{
  const char *id;
  const char *title;
  FormatFamily family;
  const char *exporter;
  const char *set[4];
  const char *file;
  gboolean needs_texts, is_packed;
  FormatImport imports[FORMAT_IMPORTS];
  const char *about[26];
} Format;

/* Ends with a %NULL id. */
extern const Format formats[];

const char *format_family_get_title (FormatFamily family);

/* rtf-words.h - the control words of RTF that change the text. */
#pragma once

#include <glib.h>

typedef enum
{
  RTF_OTHER,
  RTF_SKIPPED,   /* a group that is no text */
  RTF_SIGN,      /* stands for a character */
  RTF_CODE_PAGE, /* of the file: ansi, mac, pc, pca */
  RTF_ANSI_CODE_PAGE,
  RTF_FONT_TABLE,
  RTF_CHARACTER_SET,
  RTF_FONT,
  RTF_STANDARD_FONT,
  RTF_STYLES,
  RTF_STYLE,
  RTF_INFO,
  RTF_TITLE, /* to RTF_DESCRIPTION: of the document */
  RTF_AUTHOR,
  RTF_SUBJECT,
  RTF_KEYWORDS,
  RTF_DESCRIPTION,
  RTF_UNICODE,
  RTF_UNICODE_SKIP,
  RTF_PARAGRAPH,
  RTF_PARAGRAPH_RESET,
  RTF_LINE,
  RTF_PLAIN,
  RTF_HIDDEN,
  RTF_DELETED,
  RTF_OUTLINE,
  RTF_LIST_TEXT,
  RTF_LIST_LEVEL,
  RTF_IN_TABLE,
  RTF_NESTING,
  RTF_CELL,
  RTF_ROW,
  RTF_NESTED_CELL,
  RTF_HEADER, /* or footer */
  RTF_RESULT, /* of a field */
  RTF_SHAPE,
  RTF_OBJECT,      /* of another program */
  RTF_ALTERNATIVE, /* a group in the code page, then one in Unicode */
  RTF_NOTE,
  RTF_ENDNOTE,
  RTF_BINARY,
  RTF_INSERTED,
  RTF_PICTURE,
  RTF_SHAPE_TEXT, /* this and those that follow are read though they begin with a star */
  RTF_PICTURES,   /* a group that holds one */
  RTF_FORMULA,
  RTF_INSTRUCTION,    /* of a field */
  RTF_ROW_PROPERTIES, /* a group that holds the end of a row */
  RTF_NESTED_ROW,
  RTF_IN_UNICODE,
  RTF_COMMENT,
  RTF_COMMENT_AUTHOR,
  RTF_COMMENT_START,
  RTF_COMMENT_END,
  RTF_COMMENT_NUMBER,
} RtfKind;

typedef struct
{
  const char *name;
  RtfKind kind;
  gunichar sign; /* of RTF_SIGN; the code page of RTF_CODE_PAGE */
} RtfWord;

/* (nullable) */
const RtfWord *rtf_word_find (const char *name);

/* What iconv calls the code page; %NULL when it is unknown. */
const char *rtf_find_encoding (int code_page);

/* Not of iconv: fonts whose signs have an order of their own, Symbol and others. */
#define RTF_PAGE_SYMBOL 42
#define RTF_PAGE_SIGNS 43

/* The code page of a font's \fcharset; 0: that of the file. */
int rtf_find_code_page (int character_set);

/* Whether that byte of the code page is the first of two. */
gboolean rtf_is_first_of_two (int code_page, guint8 byte);

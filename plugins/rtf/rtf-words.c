#include "rtf-words.h"

#include <string.h>

/* Of some hundred words of RTF; the others only say how it looks. */
static const RtfWord words[] = {
  { "ansi", RTF_CODE_PAGE, 1252 },
  { "ansicpg", RTF_ANSI_CODE_PAGE, 0 },
  { "annotation", RTF_COMMENT, 0 },
  { "atnauthor", RTF_COMMENT_AUTHOR, 0 },
  { "atndate", RTF_SKIPPED, 0 },
  { "atnid", RTF_SKIPPED, 0 },
  { "atnref", RTF_COMMENT_NUMBER, 0 },
  { "atrfend", RTF_COMMENT_END, 0 },
  { "atrfstart", RTF_COMMENT_START, 0 },
  { "author", RTF_AUTHOR, 0 },
  { "bin", RTF_BINARY, 0 },
  { "bullet", RTF_SIGN, 0x2022 },
  { "cell", RTF_CELL, 0 },
  { "colortbl", RTF_SKIPPED, 0 },
  { "deff", RTF_STANDARD_FONT, 0 },
  { "deleted", RTF_DELETED, 0 },
  { "doccomm", RTF_DESCRIPTION, 0 },
  { "emdash", RTF_SIGN, 0x2014 },
  { "emspace", RTF_SIGN, 0x2003 },
  { "endash", RTF_SIGN, 0x2013 },
  { "enspace", RTF_SIGN, 0x2002 },
  { "f", RTF_FONT, 0 },
  { "fcharset", RTF_CHARACTER_SET, 0 },
  { "filetbl", RTF_SKIPPED, 0 },
  { "fldinst", RTF_INSTRUCTION, 0 },
  { "fldrslt", RTF_RESULT, 0 },
  { "fonttbl", RTF_FONT_TABLE, 0 },
  { "footer", RTF_HEADER, 0 },
  { "footerf", RTF_HEADER, 0 },
  { "footerl", RTF_HEADER, 0 },
  { "footerr", RTF_HEADER, 0 },
  { "footnote", RTF_NOTE, 0 },
  { "ftnalt", RTF_ENDNOTE, 0 },
  { "ftnsep", RTF_SKIPPED, 0 },
  { "ftnsepc", RTF_SKIPPED, 0 },
  { "header", RTF_HEADER, 0 },
  { "headerf", RTF_HEADER, 0 },
  { "headerl", RTF_HEADER, 0 },
  { "headerr", RTF_HEADER, 0 },
  { "ilvl", RTF_LIST_LEVEL, 0 },
  { "info", RTF_INFO, 0 },
  { "intbl", RTF_IN_TABLE, 0 },
  { "itap", RTF_NESTING, 0 },
  { "ldblquote", RTF_SIGN, 0x201c },
  { "keywords", RTF_KEYWORDS, 0 },
  { "line", RTF_LINE, 0 },
  { "listtext", RTF_LIST_TEXT, 0 },
  { "lquote", RTF_SIGN, 0x2018 },
  { "ltrmark", RTF_SIGN, 0x200e },
  { "mac", RTF_CODE_PAGE, 10000 },
  { "mmathPict", RTF_SKIPPED, 0 },
  { "moMath", RTF_FORMULA, 0 },
  { "nestcell", RTF_NESTED_CELL, 0 },
  { "nestrow", RTF_NESTED_ROW, 0 },
  { "nesttableprops", RTF_ROW_PROPERTIES, 0 },
  { "nonesttables", RTF_SKIPPED, 0 },
  { "nonshppict", RTF_SKIPPED, 0 },
  { "objdata", RTF_SKIPPED, 0 },
  { "object", RTF_OBJECT, 0 },
  { "outlinelevel", RTF_OUTLINE, 0 },
  { "page", RTF_PARAGRAPH, 0 },
  { "par", RTF_PARAGRAPH, 0 },
  { "pard", RTF_PARAGRAPH_RESET, 0 },
  { "pc", RTF_CODE_PAGE, 437 },
  { "pca", RTF_CODE_PAGE, 850 },
  { "pict", RTF_PICTURE, 0 },
  { "plain", RTF_PLAIN, 0 },
  { "pntext", RTF_LIST_TEXT, 0 },
  { "revised", RTF_INSERTED, 0 },
  { "rdblquote", RTF_SIGN, 0x201d },
  { "row", RTF_ROW, 0 },
  { "rquote", RTF_SIGN, 0x2019 },
  { "rtlmark", RTF_SIGN, 0x200f },
  { "rxe", RTF_SKIPPED, 0 },
  { "s", RTF_STYLE, 0 },
  { "sect", RTF_PARAGRAPH, 0 },
  { "shp", RTF_SHAPE, 0 },
  { "shppict", RTF_PICTURES, 0 },
  { "shprslt", RTF_SKIPPED, 0 },
  { "shptxt", RTF_SHAPE_TEXT, 0 },
  { "stylesheet", RTF_STYLES, 0 },
  { "subject", RTF_SUBJECT, 0 },
  { "tab", RTF_SIGN, '\t' },
  { "tc", RTF_SKIPPED, 0 },
  { "title", RTF_TITLE, 0 },
  { "txe", RTF_SKIPPED, 0 },
  { "u", RTF_UNICODE, 0 },
  { "ud", RTF_IN_UNICODE, 0 },
  { "upr", RTF_ALTERNATIVE, 0 },
  { "uc", RTF_UNICODE_SKIP, 0 },
  { "v", RTF_HIDDEN, 0 },
  { "xe", RTF_SKIPPED, 0 },
  { "zwj", RTF_SIGN, 0x200d },
  { "zwnj", RTF_SIGN, 0x200c },
};

const RtfWord *
rtf_word_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].name[0] == name[0] && strcmp (words[i].name, name) == 0)
      return &words[i];
  return NULL;
}

const char *
rtf_find_encoding (int code_page)
{
  static const struct
  {
    int code_page;
    const char *encoding;
  } encodings[] = {
    { 437, "CP437" },   { 708, "ISO-8859-6" }, { 850, "CP850" },   { 852, "CP852" },
    { 866, "CP866" },   { 874, "CP874" },      { 932, "CP932" },   { 936, "GB18030" },
    { 949, "CP949" },   { 950, "CP950" },      { 1250, "CP1250" }, { 1251, "CP1251" },
    { 1252, "CP1252" }, { 1253, "CP1253" },    { 1254, "CP1254" }, { 1255, "CP1255" },
    { 1256, "CP1256" }, { 1257, "CP1257" },    { 1258, "CP1258" }, { 10000, "MACINTOSH" },
    { 65001, "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (encodings[i].code_page == code_page)
      return encodings[i].encoding;
  return NULL;
}

int
rtf_find_code_page (int character_set)
{
  static const int sets[][2] = {
    { 2, RTF_PAGE_SYMBOL }, { 77, 10000 }, { 128, 932 },  { 129, 949 },
    { 134, 936 },           { 136, 950 },  { 161, 1253 }, { 162, 1254 },
    { 163, 1258 },          { 177, 1255 }, { 178, 1256 }, { 186, 1257 },
    { 204, 1251 },          { 222, 874 },  { 238, 1250 }, { 254, 437 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    if (sets[i][0] == character_set)
      return sets[i][1];
  return 0;
}

gboolean
rtf_is_first_of_two (int code_page, guint8 byte)
{
  if (code_page == 932)
    return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
  return (code_page == 936 || code_page == 949 || code_page == 950) && byte >= 0x81
         && byte <= 0xfe;
}

#include "docx-kinds.h"

static const struct
{
  const char *name;
  DocxKind kind;
} kinds[] = {
  { "w:p", PARAGRAPH },
  { "w:pPr", PARAGRAPH_PROPERTIES },
  { "w:pStyle", STYLE },
  { "w:numId", LIST_ID },
  { "w:ilvl", LIST_LEVEL },
  { "w:outlineLvl", OUTLINE },
  { "w:r", RUN },
  { "m:r", RUN },
  { "w:rPr", RUN_PROPERTIES },
  { "w:vanish", VANISH },
  { "w:t", TEXT },
  { "m:t", TEXT },
  { "w:delText", TEXT },
  { "w:tab", TAB },
  { "w:ptab", TAB },
  { "w:br", BREAK },
  { "w:cr", BREAK },
  { "w:noBreakHyphen", HYPHEN },
  { "w:softHyphen", SOFT_HYPHEN },
  { "w:sym", SYMBOL },
  { "w:lastRenderedPageBreak", PAGE },
  { "w:ins", INSERTED },
  { "w:moveTo", MOVED_TO },
  { "w:del", DELETED },
  { "w:moveFrom", MOVED_FROM },
  { "w:hyperlink", LINK },
  { "w:fldChar", FIELD },
  { "w:instrText", INSTRUCTION },
  { "w:footnoteReference", FOOTNOTE },
  { "w:endnoteReference", ENDNOTE },
  { "w:commentRangeStart", COMMENT_START },
  { "w:commentRangeEnd", COMMENT_END },
  { "w:commentReference", COMMENT },
  { "w:tbl", TABLE },
  { "w:tr", ROW },
  { "w:tblHeader", ROW_HEAD },
  { "w:gridBefore", ROW_BEFORE },
  { "w:tc", CELL },
  { "w:gridSpan", CELL_SPAN },
  { "w:txbxContent", TEXT_BOX },
  { "pic:pic", PICTURE },
  { "v:imagedata", OLD_PICTURE },
  { "w:drawing", DRAWING },
  { "w:pict", DRAWING },
  { "wp:docPr", DRAWING_PROPERTIES },
  { "v:shape", DRAWING_PROPERTIES },
  { "wps:wsp", SHAPE },
  { "v:rect", LINE_ACROSS },
  { "v:textpath", WORD_ART },
  { "m:oMath", FORMULA },
  { "c:chart", CHART },
  { "cx:chart", CHART },
  { "dgm:relIds", DIAGRAM },
  { "w:object", OBJECT },
  { "w:rt", READING },
  { "w:altChunk", OTHER_FILE },
  { "w:subDoc", OTHER_FILE },
  { "w:ffData", FORM },
  { "w:checkBox", FORM_CHECK_BOX },
  { "w:ddList", FORM_LIST },
  { "mc:AlternateContent", ALTERNATIVES },
  { "mc:Choice", CHOICE },
  { "mc:Fallback", CHOICE },
  { "w:pPrChange", SKIPPED },
  { "w:rPrChange", SKIPPED },
  { "w:tblPrChange", SKIPPED },
  { "w:trPrChange", SKIPPED },
  { "w:tcPrChange", SKIPPED },
  { "w:sectPr", SKIPPED },
  { "w:sdtPr", SKIPPED },
  { "w:delInstrText", SKIPPED },
  { "w:footnoteRef", SKIPPED },
  { "w:endnoteRef", SKIPPED },
  { "w:tabs", SKIPPED }, /* of properties; its children are called w:tab */
};

GHashTable *
docx_kinds_new (void)
{
  GHashTable *self = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_hash_table_insert (self, (gpointer) kinds[i].name,
                         GUINT_TO_POINTER (kinds[i].kind));
  return self;
}

DocxKind
docx_kinds_find (GHashTable *self, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self, name));
}

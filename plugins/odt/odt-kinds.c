#include "odt-kinds.h"

static const struct
{
  const char *name;
  OdtKind kind;
} kinds[] = {
  { "office:text", TEXT },
  { "text:p", PARAGRAPH },
  { "text:h", HEADING },
  { "text:span", SPAN },
  { "text:s", SPACES },
  { "text:tab", TAB },
  { "text:line-break", LINE_BREAK },
  { "text:soft-page-break", PAGE },
  { "text:list", LIST },
  { "text:list-item", ITEM },
  { "text:list-header", LIST_HEADER },
  { "text:number", NUMBER },
  { "table:table", TABLE },
  { "table:table-header-rows", HEADER_ROWS },
  { "table:table-row", ROW },
  { "table:table-cell", CELL },
  { "table:covered-table-cell", COVERED_CELL },
  { "text:note", NOTE },
  { "text:note-citation", CITATION },
  { "text:note-body", NOTE_BODY },
  { "draw:text-box", TEXT_BOX },
  { "draw:custom-shape", SHAPE },
  { "draw:image", PICTURE },
  { "draw:frame", FRAME },
  { "draw:object", OBJECT },
  { "draw:object-ole", OLE_OBJECT },
  { "draw:plugin", OLE_OBJECT },
  { "draw:applet", OLE_OBJECT },
  { "draw:floating-frame", OLE_OBJECT },
  { "draw:control", CONTROL },
  { "text:a", LINK },
  { "office:document", INNER_DOCUMENT },
  { "math:math", FORMULA },
  { "text:ruby-text", READING },
  { "text:section", SECTION },
  { "text:hidden-text", SECTION },
  { "text:hidden-paragraph", SECTION },
  { "text:variable-set", SECTION },
  { "draw:rect", SHAPE },
  { "draw:regular-polygon", SHAPE },
  { "draw:measure", SHAPE },
  { "draw:ellipse", SHAPE },
  { "draw:circle", SHAPE },
  { "draw:line", SHAPE },
  { "draw:polyline", SHAPE },
  { "draw:polygon", SHAPE },
  { "draw:path", SHAPE },
  { "draw:connector", SHAPE },
  { "draw:caption", SHAPE },
  { "office:annotation", ANNOTATION },
  { "office:annotation-end", ANNOTATION_END },
  { "dc:creator", CREATOR },
  { "dc:date", DATE },
  { "text:tracked-changes", CHANGES },
  { "text:changed-region", REGION },
  { "text:insertion", INSERTION },
  { "text:deletion", DELETION },
  { "text:change", CHANGE },
  { "text:change-start", CHANGE_START },
  { "text:change-end", CHANGE_END },
  { "office:binary-data", SKIPPED },
  { "text:script", SKIPPED },
  { "svg:title", ALTERNATIVE },
  { "svg:desc", ALTERNATIVE },
  { "office:forms", SKIPPED },
  { "office:change-info", SKIPPED },
  { "office:event-listeners", SKIPPED },
  { "text:sequence-decls", SKIPPED },
  { "text:variable-decls", SKIPPED },
  { "text:user-field-decls", SKIPPED },
  { "text:table-of-content-source", SKIPPED },
  { "text:alphabetical-index-source", SKIPPED },
  { "text:bibliography-source", SKIPPED },
  { "text:illustration-index-source", SKIPPED },
  { "meta:date-string", SKIPPED },
  { "meta:creator-initials", SKIPPED },
};

GHashTable *
odt_kinds_new (void)
{
  GHashTable *self = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_hash_table_insert (self, (gpointer) kinds[i].name,
                         GUINT_TO_POINTER (kinds[i].kind));
  return self;
}

OdtKind
odt_kinds_find (GHashTable *self, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self, name));
}

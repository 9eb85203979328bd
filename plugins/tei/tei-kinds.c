#include "tei-reader.h"

static const struct
{
  TeiKind kind;
  const char *names; /* with a space between */
} kinds[] = {
  { TEI_ROOT, "TEI TEI.2" },
  { TEI_CORPUS, "teiCorpus teiCorpus.2" },
  { TEI_HEADER, "teiHeader" },
  { TEI_TITLE_STMT, "titleStmt" },
  { TEI_TITLE, "title" },
  { TEI_RESP_STMT, "respStmt" },
  { TEI_NAME, "name persName orgName" },
  { TEI_SOURCE_DESC, "sourceDesc" },
  { TEI_BIBL, "bibl" },
  { TEI_PROJECT_DESC, "projectDesc" },
  { TEI_CATEGORY, "category" },
  { TEI_CAT_DESC, "catDesc" },
  { TEI_TERM, "term" },
  { TEI_GLOSS, "gloss" },
  { TEI_LANGUAGE, "language" },
  { TEI_CAT_REF, "catRef" },
  { TEI_KEYWORDS, "keywords" },
  { TEI_CLASS_CODE, "classCode" },
  { TEI_XENO_DATA, "xenoData" },
  { TEI_PERSON, "person personGrp" },
  { TEI_ROLE, "role" },
  { TEI_TEXT, "text" },
  { TEI_DIV, "div div0 div1 div2 div3 div4 div5 div6 div7" },
  { TEI_GROUP,
    "front body back group titlePage docTitle castList castGroup set performance "
    "lg listPerson listPlace listOrg listEvent listRelation listBibl prologue "
    "epilogue argument epigraph floatingText address postscript figure "
    "opener closer" },
  { TEI_BLOCK, "p ab label salute signed byline dateline trailer titlePart docAuthor "
               "docDate docImprint castItem place org event relation addrLine biblStruct "
               "move tech view caption camera sound" },
  { TEI_STAGE, "stage" },
  { TEI_HEAD, "head" },
  { TEI_LINE, "l" },
  { TEI_ITEMS, "list" },
  { TEI_ITEM, "item" },
  { TEI_TABLE, "table" },
  { TEI_ROW, "row" },
  { TEI_CELL, "cell" },
  { TEI_SPEECH, "sp" },
  { TEI_SPEAKER, "speaker" },
  { TEI_UTTERANCE, "u" },
  { TEI_BREAK, "lb" },
  { TEI_PAGE, "pb" },
  { TEI_COLUMN, "cb gb milestone" },
  { TEI_ANCHOR, "anchor" },
  { TEI_SEG, "seg" },
  { TEI_WORD, "w pc c m" },
  { TEI_NOTE, "note" },
  { TEI_ASIDE, "fw figDesc rdg ana index" },
  { TEI_CHOICE, "choice" },
  { TEI_ORIGINAL, "sic orig abbr" },
  { TEI_CORRECTED, "corr reg expan" },
  { TEI_GAP, "gap" },
  { TEI_SOUND, "vocal kinesic incident" },
  { TEI_TIMELINE, "timeline" },
  { TEI_WHEN, "when" },
  { TEI_POINTER, "ptr" },
  { TEI_FEATURES, "fs" },
  { TEI_FEATURE, "f" },
  { TEI_VALUE, "string numeric symbol binary" },
  { TEI_DECLARATIONS, "fsdDecl" },
  { TEI_DECLARATION, "fsDecl" },
  { TEI_DECLARED_NAME, "fsDescr" },
  { TEI_DECLARED_FEATURE, "fDecl" },
  { TEI_INTERPS, "interpGrp" },
  { TEI_INTERP, "interp" },
  { TEI_PLAIN,
    "hi emph foreign mentioned soCalled distinct rs placeName geogName forename surname "
    "roleName nameLink addName genName s phr cl date time num measure quote q said "
    "unclear "
    "supplied add del ex am subst damage restore surplus ref email idno app lem writing "
    "shift pause settlement country region district geo code ident gi att val tag sex "
    "age "
    "occupation death birth residence state trait affiliation education nationality "
    "author "
    "editor desc analytic monogr imprint secl metamark retrace redo undo mod form "
    "roleDesc "
    "delSpan addSpan damageSpan handShift space graphic media cit pubPlace publisher "
    "street postCode resp persPronouns formula eg vColl "
    "revisionDesc location" },
  { TEI_STANDOFF, "standOff" },
  { TEI_LIST, "listAnnotation spanGrp annotationGrp annotations fLib fvLib" },
  { TEI_SHARED, "annotationBlock" },
  { TEI_ANNOTATION, "annotation" },
  { TEI_SPAN, "span" },
  { TEI_LINK, "link" },
  { TEI_LINKS, "linkGrp listRelation" },
  { TEI_RELATION, "relation" },
  { TEI_CHANGE, "change" },
};

GHashTable *
tei_kinds_new (void)
{
  GHashTable *self = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) names = g_strsplit (kinds[i].names, " ", -1);

      for (char **name = names; *name != NULL; name++)
        g_hash_table_insert (self, g_strdup (*name), GUINT_TO_POINTER (kinds[i].kind));
    }
  return self;
}

gboolean
tei_kind_is_thing (TeiKind kind)
{
  return kind == TEI_PLAIN || kind == TEI_PERSON || kind == TEI_BLOCK;
}

TeiKind
tei_kinds_find (GHashTable *self, const char *name, const char *uri)
{
  TeiKind kind;

  if (uri != NULL && g_str_equal (uri, TEI_OWN_NAMESPACE))
    return TEI_OWN;
  kind = GPOINTER_TO_UINT (g_hash_table_lookup (self, name));
  /* Before TEI had standOff, projects had it in namespaces of theirs; TXM says in its own
   * what no word of the text is. */
  if (uri != NULL && !g_str_equal (uri, TEI_NAMESPACE) && kind != TEI_STANDOFF
      && kind != TEI_LIST && kind != TEI_ASIDE)
    return TEI_PLAIN;
  return kind;
}

#include "tei-reader.h"

#include <string.h>

static void
category_clear (gpointer data)
{
  TeiCategory *self = data;

  g_free (self->id);
  g_free (self->label);
  g_free (self->words);
  g_free (self->definition);
  g_free (self->use_when);
  g_free (self->use_not);
  g_free (self->memo);
  g_free (self->pseudonym);
}

static void
person_clear (gpointer data)
{
  TeiPerson *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->asked);
}

static void
attribute_clear (gpointer data)
{
  SchoAttribute *self = data;

  g_free ((char *) self->name);
  g_free ((char *) self->value);
}

static void
stretch_clear (gpointer data)
{
  g_free ((char *) ((SchoStretch *) data)->label);
}

static GArray *
new_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

void
tei_header_init (TeiHeader *self)
{
  *self = (TeiHeader){
    .categories = new_array (sizeof (TeiCategory), category_clear),
    .category_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .people = new_array (sizeof (TeiPerson), person_clear),
    .attributes = new_array (sizeof (SchoAttribute), attribute_clear),
    .stretches = new_array (sizeof (SchoStretch), stretch_clear),
    .exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .feeds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .examples = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .colours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  tei_classes_init (&self->classes);
}

void
tei_header_clear (TeiHeader *self)
{
  tei_classes_clear (&self->classes);
  g_array_unref (self->categories);
  g_hash_table_unref (self->category_ids);
  g_array_unref (self->people);
  g_array_unref (self->attributes);
  g_array_unref (self->stretches);
  g_hash_table_unref (self->exact);
  g_hash_table_unref (self->examples);
  g_hash_table_unref (self->feeds);
  g_hash_table_unref (self->colours);
  g_free (self->title);
  g_free (self->source);
  g_free (self->language);
  g_free (self->encoding);
  g_free (self->digest);
  g_free (self->forbidden);
  g_free (self->project_title);
}

static TeiCategory *
get_open_category (TeiReader *self, guint *number)
{
  for (guint above = 0; above < self->frames->len; above++)
    {
      TeiFrame *frame = tei_reader_get_frame (self, above);

      if (frame->kind == TEI_CATEGORY && frame->extent != 0)
        {
          *number = frame->extent;
          return &g_array_index (self->header.categories, TeiCategory, frame->extent - 1);
        }
    }
  *number = 0;
  return NULL;
}

static void
begin_category (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  TeiHeader *header = &self->header;
  TeiCategory category = { .id = tei_attributes_dup (attributes, "xml:id") };
  guint number = header->categories->len + 1;

  tei_reader_read_uuid (attributes, &category.uuid);
  category.position = header->categories->len;
  get_open_category (self, &category.parent);
  /* What is an extent in the text is a number in the list here. */
  frame->extent = number;
  if (category.id != NULL && g_hash_table_contains (header->category_ids, category.id))
    tei_counts_add (&self->counts, TEI_COUNT_DOUBLED, 1, NULL);
  else if (category.id != NULL)
    g_hash_table_insert (header->category_ids, g_strdup (category.id),
                         GUINT_TO_POINTER (number));
  g_array_append_val (header->categories, category);
}

static void
begin_person (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  TeiPerson person = { .id = tei_attributes_dup (attributes, "xml:id") };

  tei_reader_read_uuid (attributes, &person.uuid);
  g_array_append_val (self->header.people, person);
}

void
tei_reader_begin_in_header (TeiReader *self,
                            TeiFrame *frame,
                            const TeiAttributes *attributes)
{
  TeiFrame *parent = tei_reader_get_frame (self, 1);

  switch (frame->kind)
    {
    case TEI_CATEGORY:
      begin_category (self, frame, attributes);
      break;
    case TEI_RESP_STMT:
      begin_person (self, frame, attributes);
      break;
    case TEI_PROJECT_DESC:
      tei_reader_read_uuid (attributes, &self->header.project);
      break;
    case TEI_LANGUAGE:
      if (self->header.language == NULL)
        self->header.language = tei_attributes_dup (attributes, "ident");
      break;
    case TEI_TITLE:
      if (parent->kind == TEI_TITLE_STMT && self->header.title == NULL)
        tei_reader_capture (self, frame);
      break;
    case TEI_XENO_DATA:
      tei_reader_capture (self, frame);
      break;
    case TEI_BIBL:
      if (parent->kind == TEI_SOURCE_DESC && self->header.source == NULL)
        tei_reader_capture (self, frame);
      break;
    case TEI_NAME:
      if (parent->kind == TEI_RESP_STMT || parent->kind == TEI_PERSON)
        tei_reader_capture (self, frame);
      break;
    case TEI_PERSON:
      frame->key = tei_attributes_dup_id (attributes);
      tei_reader_note_person (self, attributes);
      break;
    case TEI_DECLARATIONS:
    case TEI_DECLARATION:
    case TEI_DECLARED_NAME:
    case TEI_DECLARED_FEATURE:
    case TEI_VALUE:
      tei_reader_begin_declaration (self, frame, attributes);
      break;
    case TEI_INTERPS:
      frame->type = tei_attributes_dup (attributes, "type");
      break;
    case TEI_INTERP:
      tei_reader_begin_interp (self, frame, attributes);
      break;
    case TEI_CAT_REF:
      tei_reader_add_reference (self, attributes);
      break;
    case TEI_KEYWORDS:
      frame->key = tei_attributes_dup (attributes, "scheme");
      break;
    case TEI_CLASS_CODE:
      frame->key = tei_attributes_dup (attributes, "scheme");
      tei_reader_capture (self, frame);
      break;
    case TEI_GLOSS:
      frame->type = tei_attributes_dup (attributes, "type");
      tei_reader_capture (self, frame);
      break;
    case TEI_CAT_DESC:
    case TEI_TERM:
      tei_reader_capture (self, frame);
      break;
    default:
      break;
    }
}

static void
set_once (char **field, const char *words)
{
  if (*field == NULL)
    *field = g_strdup (words);
}

static void
end_gloss (TeiCategory *category, const char *type, const char *words)
{
  if (g_strcmp0 (type, TEI_TYPE_USE_WHEN) == 0)
    set_once (&category->use_when, words);
  else if (g_strcmp0 (type, TEI_TYPE_USE_NOT) == 0)
    set_once (&category->use_not, words);
  else
    set_once (&category->definition, words);
}

/* Who can speak in the text. */
static void
keep_speaker (TeiReader *self, const char *words)
{
  const char *id = tei_reader_get_frame (self, 1)->key;

  if (id != NULL && !g_hash_table_contains (self->speakers, id))
    g_hash_table_insert (self->speakers, g_strdup (id), tei_reader_tidy (self, words));
}

void
tei_reader_end_in_header (TeiReader *self, TeiFrame *frame, const char *words)
{
  guint number;
  TeiCategory *category = get_open_category (self, &number);
  GArray *people = self->header.people;

  if (frame->kind == TEI_DECLARATION || frame->kind == TEI_DECLARED_NAME
      || frame->kind == TEI_VALUE)
    tei_reader_end_declaration (self, frame, words);
  else if (frame->kind == TEI_INTERP)
    tei_reader_end_interp (self, frame, words);
  if (words == NULL)
    return;
  if (frame->kind == TEI_NAME && tei_reader_get_frame (self, 1)->kind == TEI_PERSON)
    keep_speaker (self, words);
  else if (frame->kind == TEI_XENO_DATA)
    tei_reader_read_settings (self, words);
  else if (frame->kind == TEI_TITLE)
    set_once (&self->header.title, words);
  else if (frame->kind == TEI_BIBL)
    set_once (&self->header.source, words);
  else if (frame->kind == TEI_CLASS_CODE)
    tei_reader_add_class (self, frame->key, "class", words);
  else if (frame->kind == TEI_TERM
           && tei_reader_get_frame (self, 1)->kind == TEI_KEYWORDS)
    tei_reader_add_class (self, tei_reader_get_frame (self, 1)->key, "keywords", words);
  else if (frame->kind == TEI_NAME && people->len > 0)
    set_once (&g_array_index (people, TeiPerson, people->len - 1).name, words);
  else if (category == NULL)
    return;
  else if (frame->kind == TEI_TERM)
    set_once (&category->label, words);
  else if (frame->kind == TEI_GLOSS)
    end_gloss (category, frame->type, words);
  else if (frame->kind == TEI_CAT_DESC)
    set_once (&category->words, words);
}

char *
tei_reader_dup_exact (TeiReader *self,
                      const char *id,
                      const char *field,
                      const char *words)
{
  g_autofree char *key = NULL;
  const char *exact;

  if (words == NULL)
    return NULL;
  if (!self->header.own || id == NULL || g_hash_table_size (self->header.exact) == 0)
    return tei_reader_tidy (self, words);
  key = g_strconcat (id, " ", field, NULL);
  exact = g_hash_table_lookup (self->header.exact, key);
  return exact != NULL ? g_strdup (exact) : tei_reader_tidy (self, words);
}

static void
keep_people (TeiReader *self)
{
  for (guint i = 0; i < self->header.people->len; i++)
    {
      TeiPerson *person = &g_array_index (self->header.people, TeiPerson, i);
      g_autofree char *name
          = tei_reader_dup_exact (self, person->id, "name", person->name);

      if (person->id == NULL || name == NULL)
        continue;
      /* Who typed the text is no coder yet: only those whom a coding names. */
      if (!self->header.own)
        g_hash_table_insert (self->people, g_strdup (person->id),
                             g_steal_pointer (&name));
      else
        g_hash_table_insert (self->coder_ids, g_strdup (person->id),
                             GUINT_TO_POINTER (tei_nouns_add_coder (
                                 self->nouns, &(SchoCoder){ .uuid = person->uuid,
                                                            .name = name,
                                                            .asked = person->asked })));
    }
}

/* What a category is called: its term, else all of its description, else its xml:id. */
static char *
make_code_name (TeiReader *self, const TeiCategory *category, guint number)
{
  const char *words = category->label ? category->label : category->words;
  g_autofree char *name = tei_reader_dup_exact (self, category->id, "name", words);

  if (words == category->words && words == NULL && category->definition != NULL)
    name = tei_reader_tidy (self, category->definition);
  if (name != NULL && (*name != '\0' || self->header.own))
    return g_steal_pointer (&name);
  if (category->id != NULL)
    return g_strdup (category->id);
  return g_strdup_printf ("code %u", number + 1);
}

static guint32
find_colour (TeiReader *self, const TeiCategory *category, guint number)
{
  gpointer colour;

  if (category->has_colour)
    return category->colour;
  return category->id != NULL
                 && g_hash_table_lookup_extended (self->header.colours, category->id,
                                                  NULL, &colour)
             ? GPOINTER_TO_UINT (colour)
             : scho_colour_nth (number);
}

static guint32
keep_category (TeiReader *self, guint number, guint32 parent)
{
  TeiCategory *category = &g_array_index (self->header.categories, TeiCategory, number);
  const char *id = category->id;
  g_autofree char *name = make_code_name (self, category, number);
  g_autofree char *definition
      = tei_reader_dup_exact (self, id, "definition", category->definition);
  g_autofree char *use_when
      = tei_reader_dup_exact (self, id, TEI_TYPE_USE_WHEN, category->use_when);
  g_autofree char *use_not
      = tei_reader_dup_exact (self, id, TEI_TYPE_USE_NOT, category->use_not);
  SchoCode code = {
    .uuid = category->uuid,
    .parent = parent,
    .position = category->position,
    .colour = find_colour (self, category, number),
    .key = category->key,
    .blurred = category->blurred,
    .name = name,
    .definition = definition,
    .use_when = use_when,
    .use_not = use_not,
    .pseudonym = category->pseudonym,
  };

  return tei_nouns_add_code (self->nouns, &code);
}

static void
keep_categories (TeiReader *self)
{
  guint n = self->header.categories->len;
  g_autofree guint32 *ids = g_new (guint32, n + 1);

  ids[0] = 0;
  for (guint i = 0; i < n; i++)
    {
      TeiCategory *category = &g_array_index (self->header.categories, TeiCategory, i);

      ids[i + 1] = keep_category (self, i, ids[category->parent]);
      if (category->id != NULL && !g_hash_table_contains (self->code_ids, category->id))
        g_hash_table_insert (self->code_ids, g_strdup (category->id),
                             GUINT_TO_POINTER (ids[i + 1]));
    }
}

static gboolean
is_empty (SchoSnapshot *snapshot)
{
  gsize n_documents, n_codes, n_coders;

  scho_snapshot_get_documents (snapshot, &n_documents);
  scho_snapshot_get_codes (snapshot, &n_codes);
  scho_snapshot_get_coders (snapshot, &n_coders);
  return n_documents + n_codes + n_coders == 0;
}

/* A project that has something in it already keeps its own title. */
static void
keep_project (TeiReader *self)
{
  SchoSnapshot *base = scho_step_get_base (self->step);
  SchoProjectInfo info = *scho_snapshot_get_info (base);

  if (self->project_is_set || !is_empty (base) || self->header.project_title == NULL)
    return;
  info.title = self->header.project_title;
  if (!scho_uuid_is_null (&self->header.project))
    info.uuid = self->header.project;
  scho_step_replace_info (self->step, &info);
  self->project_is_set = TRUE;
}

void
tei_reader_finish_header (TeiReader *self)
{
  keep_people (self);
  keep_categories (self);
  tei_reader_finish_classes (self);
  keep_project (self);
}

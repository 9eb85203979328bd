#include "web-annotation.h"

#include "../shared/codings.h"
#include "../shared/import.h"
#include "../shared/json-input.h"
#include "../shared/quote.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LISTED 200 /* passages not found that are named one by one */

const SchoOptionSpec web_annotation_import_options[] = {
  { "document", SCHO_OPTION_DOCUMENT, "",
    N_ ("The document that all belong to; otherwise each says where it belongs"), NULL },
  { "untagged", SCHO_OPTION_TEXT, "untagged",
    N_ ("The code of annotations without a tag"), NULL },
  CODINGS_REPEAT_OPTION,
  JSON_LIMIT_OPTION,
  { NULL },
};

typedef struct
{
  const char *name; /* of the file */
  const char *coder;
  const char *untagged;
  SchoSnapshot *base;
  SchoStep *step;
  Codings *codings;
  const SchoDocument *only; /* nullable */
  GHashTable *documents;    /* of char * to const SchoDocument *, nullable */
  GHashTable *finders;      /* of document id to QuoteFinder */
  GHashTable *missing;      /* of char * to count: places that are no document */
  guint64 budget;
  guint n_read, n_passages, n_elsewhere, n_nearly, n_not_found, n_untagged;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->finders, g_hash_table_unref);
  g_clear_pointer (&self->documents, g_hash_table_unref);
  g_clear_pointer (&self->missing, g_hash_table_unref);
  g_clear_pointer (&self->codings, codings_free);
  g_clear_pointer (&self->step, scho_step_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

int
web_annotation_guess (const guint8 *head, gsize n_bytes, const char *name)
{
  if (!import_head_begins (head, n_bytes, name, "{["))
    return 0;
  if (import_head_has (head, n_bytes, "ns/anno.jsonld"))
    return 95;
  if (import_head_has (head, n_bytes, "\"selector\"")
      && import_head_has (head, n_bytes, "\"target\""))
    return 90;
  return import_is_called (name, "jsonld") ? 40 : 0;
}

/* Looked up once; %NULL: there is none. */
static const SchoDocument *
look_up (Import *self, const char *name)
{
  gpointer found = NULL;

  if (name == NULL || name[0] == '\0')
    return NULL;
  if (g_hash_table_lookup_extended (self->documents, name, NULL, &found))
    return found;
  found = (gpointer) scho_lookup_document (self->base, name, NULL);
  if (found == NULL && strchr (name, '#') != NULL)
    {
      g_autofree char *page = g_strndup (name, strcspn (name, "#"));

      found = (gpointer) scho_lookup_document (self->base, page, NULL);
    }
  g_hash_table_insert (self->documents, g_strdup (name), found);
  return found;
}

/* A thing is an address, or an object that has one. */
static const char *
get_address (JsonNode *node)
{
  JsonObject *object = json_input_as_object (node);

  return object != NULL ? json_input_string (object, "id") : json_input_as_string (node);
}

static const char *
get_member_address (JsonObject *object, const char *member)
{
  return json_object_has_member (object, member)
             ? get_address (json_object_get_member (object, member))
             : NULL;
}

/* Of Hypothesis: `"document": {"title": ["A page"]}` */
static const char *
get_page_title (JsonObject *annotation)
{
  JsonObject *page = json_input_object (annotation, "document");
  JsonNode *title = page != NULL ? json_object_get_member (page, "title") : NULL;

  return json_input_count (title) > 0 ? json_input_as_string (json_input_nth (title, 0))
                                      : NULL;
}

/* What says the identity counts before what others may have too. */
static const SchoDocument *
find_document (Import *self, JsonObject *annotation, JsonObject *target)
{
  const char *names[] = {
    target != NULL ? json_input_string (target, "dc:identifier") : NULL,
    target != NULL ? get_member_address (target, "source") : NULL,
    json_input_string (annotation, "uri"),
    target != NULL ? json_input_string (target, "dc:title") : NULL,
    get_page_title (annotation),
  };
  const char *shown = NULL;
  guint n;

  if (self->only != NULL)
    return self->only;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SchoDocument *found = look_up (self, names[i]);

      if (found != NULL)
        return found;
      if (shown == NULL || i == 3)
        shown = names[i] != NULL ? names[i] : shown;
    }
  shown = shown != NULL ? shown : _ ("no source");
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->missing, shown));
  g_hash_table_insert (self->missing, g_strdup (shown), GUINT_TO_POINTER (n + 1));
  return NULL;
}

static gboolean
is_of_type (JsonObject *object, const char *type)
{
  JsonNode *node = json_object_get_member (object, "type");

  for (guint i = 0; i < json_input_count (node); i++)
    if (g_strcmp0 (json_input_as_string (json_input_nth (node, i)), type) == 0)
      return TRUE;
  return FALSE;
}

/* Selectors may be refined by others within; Recogito's own form has no types. */
static void
collect_selector (JsonNode *node, Quote *quote, guint depth)
{
  JsonObject *selector = json_input_as_object (node);
  JsonNode *inner;

  if (selector == NULL || depth > 8)
    return;
  if (quote->exact == NULL)
    quote->exact = is_of_type (selector, "TextQuoteSelector")
                       ? json_input_string (selector, "exact")
                       : json_input_string (selector, "quote");
  if (is_of_type (selector, "TextQuoteSelector"))
    {
      quote->prefix = json_input_string (selector, "prefix");
      quote->suffix = json_input_string (selector, "suffix");
    }
  if (!quote->has_position && !is_of_type (selector, "DataPositionSelector"))
    quote->has_position = json_input_number (selector, "start", &quote->start)
                          && json_input_number (selector, "end", &quote->end);
  inner = json_object_get_member (selector, "refinedBy");
  for (guint i = 0; i < json_input_count (inner); i++)
    collect_selector (json_input_nth (inner, i), quote, depth + 1);
}

/* Returns: how many selectors there are, understood or not */
static guint
read_quote (JsonObject *target, Quote *quote)
{
  JsonNode *selectors
      = target != NULL ? json_object_get_member (target, "selector") : NULL;
  guint n = json_input_count (selectors);

  for (guint i = 0; i < n; i++)
    collect_selector (json_input_nth (selectors, i), quote, 0);
  return n;
}

static void
note_not_found (Import *self, const SchoDocument *document, const Quote *quote)
{
  g_autofree char *words = quote->exact != NULL ? codings_shorten (quote->exact) : NULL;
  g_autofree char *place
      = g_strdup_printf ("%s, %" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT, document->title,
                         quote->start, quote->end);

  scho_losses_add (scho_step_get_losses (self->step), 1,
                   _ ("Passages not found in the text"), words != NULL ? words : place);
  if (self->n_not_found++ < MAX_LISTED && words != NULL)
    /* Translators: a file, a document, words */
    scho_step_add_note (self->step, _ ("%s: not found in “%s”: “%s”"), self->name,
                        document->title, words);
}

static gboolean
find_place (Import *self,
            const SchoDocument *document,
            const Quote *quote,
            SchoAnnotation *values,
            GError **error)
{
  QuoteFinder *finder
      = g_hash_table_lookup (self->finders, GUINT_TO_POINTER (document->id));

  if (finder == NULL)
    {
      g_autoptr (SchoText) text
          = scho_snapshot_read_text (self->base, document->id, error);

      if (text == NULL)
        return FALSE;
      finder = quote_finder_new (text, &self->budget);
      g_hash_table_insert (self->finders, GUINT_TO_POINTER (document->id), finder);
    }
  values->document = document->id;
  switch (quote_finder_find (finder, quote, &values->start, &values->end))
    {
    case QUOTE_NOT_FOUND:
      note_not_found (self, document, quote);
      values->document = 0;
      break;
    case QUOTE_ELSEWHERE:
      self->n_elsewhere++;
      break;
    case QUOTE_NEARLY:
      self->n_nearly++;
      break;
    default:
      break;
    }
  return TRUE;
}

/* `acct:ana@hypothes.is` is ana. */
static char *
dup_coder (Import *self, JsonObject *annotation)
{
  JsonNode *creator = json_object_get_member (annotation, "creator");
  JsonObject *person = json_input_count (creator) > 0
                           ? json_input_as_object (json_input_nth (creator, 0))
                           : NULL;
  const char *name = person != NULL ? json_input_string (person, "name") : NULL;

  if (name == NULL && json_input_count (creator) > 0)
    name = get_address (json_input_nth (creator, 0));
  if (name == NULL)
    name = json_input_string (annotation, "user");
  if (name != NULL && g_str_has_prefix (name, "acct:"))
    return g_strndup (name + 5, strcspn (name + 5, "@"));
  if (name != NULL && name[strspn (name, " \t\r\n")] != '\0')
    return g_strdup (name);
  return g_strdup (self->coder);
}

static void
add_memo (GString *memo, const char *words)
{
  if (words == NULL || words[0] == '\0')
    return;
  if (memo->len > 0)
    g_string_append (memo, "\n\n");
  g_string_append (memo, words);
}

static void
read_body (Import *self, JsonNode *node, GPtrArray *tags, GString *memo)
{
  JsonObject *body = json_input_as_object (node);
  const char *value, *purpose;

  if (body == NULL)
    {
      add_memo (memo, json_input_as_string (node));
      return;
    }
  value = json_input_string (body, "value");
  purpose = json_input_string (body, "purpose");
  if (value == NULL)
    value = get_member_address (body, "source");
  if (value == NULL)
    value = json_input_string (body, "id");
  if (value == NULL)
    scho_losses_add (scho_step_get_losses (self->step), 1,
                     _ ("Bodies of annotations that say nothing"),
                     purpose != NULL ? purpose : json_input_string (body, "type"));
  else if (g_strcmp0 (purpose, "tagging") == 0 || g_strcmp0 (purpose, "classifying") == 0
           || g_strcmp0 (purpose, "identifying") == 0)
    g_ptr_array_add (tags, (gpointer) value);
  else
    add_memo (memo, value);
}

/* What the Recommendation calls bodies, Recogito's own form too, and Hypothesis has
 * `text` and `tags`. */
static void
read_bodies (Import *self, JsonObject *annotation, GPtrArray *tags, GString *memo)
{
  static const char *const members[] = { "body", "bodies" };
  JsonNode *node;

  for (guint m = 0; m < G_N_ELEMENTS (members); m++)
    {
      node = json_object_get_member (annotation, members[m]);
      for (guint i = 0; i < json_input_count (node); i++)
        read_body (self, json_input_nth (node, i), tags, memo);
    }
  add_memo (memo, json_input_string (annotation, "bodyValue"));
  add_memo (memo, json_input_string (annotation, "text"));
  node = json_object_get_member (annotation, "tags");
  for (guint i = 0; i < json_input_count (node); i++)
    {
      const char *tag = json_input_as_string (json_input_nth (node, i));

      if (tag != NULL)
        g_ptr_array_add (tags, (gpointer) tag);
    }
}

static SchoUuid
read_uuid (JsonObject *annotation)
{
  const char *id = json_input_string (annotation, "id");
  const char *created = json_input_string (annotation, "created");
  SchoUuid uuid = { 0 };
  gint64 time;

  if (id != NULL && scho_uuid_parse (id, &uuid))
    return uuid;
  if (created != NULL && (time = codings_parse_time (created)) >= 0)
    return scho_uuid_new_at (time);
  return (SchoUuid){ 0 };
}

static gboolean
add_codings (Import *self, JsonObject *annotation, SchoAnnotation *values, GError **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  g_autoptr (GString) memo = g_string_new (NULL);
  g_autofree char *coder = dup_coder (self, annotation);

  if (coder == NULL)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("%s: it does not say who coded; name a coder for the whole import "
                      "(--coder)"),
                   self->name);
      return FALSE;
    }
  read_bodies (self, annotation, tags, memo);
  if (tags->len == 0)
    {
      g_ptr_array_add (tags, (gpointer) self->untagged);
      self->n_untagged++;
    }
  values->coder = codings_ensure_coder (self->codings, coder);
  values->memo = memo->len > 0 ? memo->str : NULL;
  values->uuid = read_uuid (annotation);
  for (guint i = 0; i < tags->len; i++)
    {
      values->code = codings_ensure_code (self->codings, tags->pdata[i]);
      codings_add (self->codings, values);
    }
  return TRUE;
}

/* Answers of Hypothesis belong to a page, as notes on a whole page do: no passage. Where
 * there is a selector, but none that says a place, there was one. */
static void
tell_no_passage (Import *self, JsonObject *annotation, gboolean has_selector)
{
  const char *id = annotation != NULL ? json_input_string (annotation, "id") : NULL;
  g_autofree char *shown = codings_shorten (id != NULL ? id : self->name);

  scho_losses_add (scho_step_get_losses (self->step), 1,
                   has_selector ? _ ("Passages not found in the text")
                                : _ ("Annotations that are not of a passage"),
                   shown);
}

static gboolean
read_target (Import *self, JsonObject *annotation, JsonNode *node, GError **error)
{
  JsonObject *target = json_input_as_object (node);
  Quote quote = { 0 };
  guint n_selectors = read_quote (target, &quote);
  SchoAnnotation values = { .weight = SCHO_NO_WEIGHT };
  const SchoDocument *document;

  if (quote.exact == NULL && !quote.has_position)
    {
      tell_no_passage (self, annotation, n_selectors > 0);
      return TRUE;
    }
  self->n_passages++;
  if ((document = find_document (self, annotation, target)) == NULL)
    return TRUE;
  return find_place (self, document, &quote, &values, error)
         && (values.document == 0 || add_codings (self, annotation, &values, error));
}

static gboolean
read_annotation (Import *self, JsonNode *node, GError **error)
{
  JsonObject *annotation = json_input_as_object (node);
  JsonNode *targets
      = annotation != NULL ? json_object_get_member (annotation, "target") : NULL;

  self->n_read++;
  if (json_input_count (targets) == 0)
    tell_no_passage (self, annotation, FALSE);
  for (guint i = 0; i < json_input_count (targets); i++)
    if (!read_target (self, annotation, json_input_nth (targets, i), error))
      return FALSE;
  return TRUE;
}

/* A bare list; one annotation; a page; a collection with its first page; what the API of
 * Hypothesis answers (`rows`); JSON-LD with a graph. */
static JsonNode *
find_items (JsonNode *root)
{
  static const char *const members[] = { "items", "rows", "annotations", "@graph" };
  JsonObject *object = json_input_as_object (root);
  JsonObject *first = object != NULL ? json_input_object (object, "first") : NULL;

  if (first != NULL)
    object = first;
  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (members); i++)
    if (json_input_array (object, members[i]) != NULL)
      return json_object_get_member (object, members[i]);
  return root;
}

static gboolean
read_all (Import *self,
          JsonNode *root,
          const SchoProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  JsonNode *items = find_items (root);
  guint n = json_input_count (items);

  for (guint i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !read_annotation (self, json_input_nth (items, i), error))
        return FALSE;
      scho_progress_set (progress, (double) i / n, self->name);
    }
  return TRUE;
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
tell_missing (Import *self)
{
  guint n_places;
  g_autofree gpointer *places = g_hash_table_get_keys_as_array (self->missing, &n_places);

  qsort (places, n_places, sizeof *places, compare_names);
  for (guint i = 0; i < n_places; i++)
    {
      const char *place = places[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->missing, place));

      scho_losses_add (scho_step_get_losses (self->step), n,
                       _ ("Annotations of what is no document of the project; import its "
                          "text first"),
                       place);
    }
}

static void
add_notes (Import *self)
{
  codings_add_notes (self->codings, self->name);
  if (self->n_elsewhere > 0)
    scho_step_add_note (self->step,
                        ngettext ("%s: %u passage stood elsewhere and was found by its "
                                  "words.",
                                  "%s: %u passages stood elsewhere and were found by "
                                  "their words.",
                                  self->n_elsewhere),
                        self->name, self->n_elsewhere);
  if (self->n_nearly > 0)
    scho_step_add_note (self->step,
                        ngettext ("%s: %u passage was found by words that are similar, "
                                  "not the same.",
                                  "%s: %u passages were found by words that are similar, "
                                  "not the same.",
                                  self->n_nearly),
                        self->name, self->n_nearly);
  if (self->n_untagged > 0)
    scho_step_add_note (self->step,
                        ngettext ("%s: %u annotation has no tag; its code is “%s”.",
                                  "%s: %u annotations have no tag; their code is “%s”.",
                                  self->n_untagged),
                        self->name, self->n_untagged, self->untagged);
  tell_missing (self);
}

static gboolean
begin (Import *self, SchoOptions *options, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Codings from “%s”"), self->name);
  const char *only = scho_options_get_text (options, "document");

  self->untagged = scho_options_get_text (options, "untagged");
  if (self->untagged[0] == '\0')
    self->untagged = "untagged";
  self->budget = QUOTE_BUDGET;
  self->step = scho_step_new (self->base, label);
  self->codings = codings_new (self->step, scho_options_get_boolean (options, "repeat"));
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->finders
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) quote_finder_free);
  return only[0] == '\0'
         || (self->only = scho_lookup_document (self->base, only, error)) != NULL;
}

SchoStep *
web_annotation_read (GInputStream *stream,
                     const char *name,
                     const char *coder,
                     SchoSnapshot *base,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_auto (Import) self = { .name = name, .coder = coder, .base = base };
  g_autoptr (JsonNode) root = json_input_read (stream, name, options, cancellable, error);

  if (root == NULL || !begin (&self, options, error)
      || !read_all (&self, root, progress, cancellable, error))
    return NULL;
  if (self.n_passages == 0 && self.n_read > 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("%s holds no annotation of a passage"), name);
      return NULL;
    }
  add_notes (&self);
  return g_steal_pointer (&self.step);
}

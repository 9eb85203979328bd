#include "tei-reader.h"

#include <string.h>

/* Memos on one thing are joined up to here, so that a file cannot make us copy for ever.
 */
#define MAX_JOINED (64 * 1024)

void
tei_coding_clear (gpointer data)
{
  TeiCoding *self = data;

  g_free (self->id);
  g_free (self->target);
  g_free (self->ana);
  g_free (self->resp);
  g_free (self->name);
  g_free (self->memo);
  g_free (self->label);
  g_free (self->group);
  g_free (self->next);
  g_free (self->prev);
}

void
tei_memo_clear (gpointer data)
{
  TeiMemo *self = data;

  g_free (self->target);
  g_free (self->words);
}

/* The coding whose element is open. */
static TeiCoding *
get_open_coding (TeiReader *self)
{
  for (guint above = 1; above < self->frames->len; above++)
    {
      TeiFrame *frame = tei_reader_get_frame (self, above);

      if (frame->kind == TEI_ANNOTATION && self->codings->len > 0)
        return &g_array_index (self->codings, TeiCoding, self->codings->len - 1);
    }
  return NULL;
}

/* That of the element, else of the list around it. */
static char *
dup_resp (TeiReader *self, const TeiAttributes *attributes)
{
  char *resp = tei_attributes_dup (attributes, "resp");

  for (guint above = 1; resp == NULL && above < self->frames->len; above++)
    {
      TeiFrame *frame = tei_reader_get_frame (self, above);

      if (frame->kind == TEI_LIST && frame->key != NULL)
        resp = g_strdup (frame->key);
    }
  return resp;
}

static char *
dup_span_target (const TeiAttributes *attributes)
{
  g_autofree char *from = tei_attributes_dup (attributes, "from");
  g_autofree char *to = tei_attributes_dup (attributes, "to");

  if (from == NULL)
    return tei_attributes_dup (attributes, "target");
  if (to == NULL || tei_pointer_get_id (from) == NULL || tei_pointer_get_id (to) == NULL)
    return g_steal_pointer (&from);
  return g_strdup_printf ("#range(%s,%s)", tei_pointer_get_id (from),
                          tei_pointer_get_id (to));
}

/* What kind of thing a list of spans marks. */
static char *
dup_group (TeiReader *self, const TeiAttributes *attributes)
{
  char *type = tei_attributes_dup (attributes, "type");

  for (guint above = 1; type == NULL && above < self->frames->len; above++)
    {
      TeiFrame *frame = tei_reader_get_frame (self, above);

      if (frame->kind == TEI_LIST && frame->type != NULL)
        type = g_strdup (frame->type);
    }
  return type;
}

void
tei_reader_read_uuid (const TeiAttributes *attributes, SchoUuid *uuid)
{
  g_autofree char *corresp = tei_attributes_dup (attributes, "corresp");

  if (corresp == NULL || !scho_uuid_parse (corresp, uuid))
    memset (uuid, 0, sizeof *uuid);
}

/* A probability from 0 to 1, or one of TEI's words for it. */
static void
read_certainty (TeiReader *self, TeiCoding *coding, const TeiAttributes *attributes)
{
  static const struct
  {
    const char *word;
    gint16 weight;
  } words[] = { { "high", 90 }, { "medium", 60 }, { "low", 30 } };
  g_autofree char *cert = tei_attributes_dup (attributes, "cert");
  char *end;
  double probability;

  if (cert == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (cert, words[i].word))
      {
        coding->weight = words[i].weight;
        tei_counts_add (&self->counts, TEI_COUNT_CERTAIN, 1, NULL);
        return;
      }
  probability = g_ascii_strtod (cert, &end);
  if (end != cert && *end == '\0' && probability >= 0 && probability <= 1)
    coding->weight = (gint16) (probability * 100 + 0.5);
}

void
tei_reader_complete_coding (TeiReader *self,
                            TeiCoding *coding,
                            const TeiAttributes *attributes)
{
  const TeiRange *feeds;

  read_certainty (self, coding, attributes);
  if (coding->id == NULL)
    return;
  if (g_hash_table_contains (self->header.examples, coding->id))
    coding->flags |= SCHO_ANNOTATION_EXAMPLE;
  if ((feeds = g_hash_table_lookup (self->header.feeds, coding->id)) != NULL)
    {
      coding->feeds_before = feeds->start;
      coding->feeds_after = feeds->end;
    }
}

static void
begin_coding (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  TeiCoding coding = {
    .id = tei_attributes_dup_id (attributes),
    .ana = tei_attributes_dup (attributes, "ana"),
    .next = tei_attributes_dup (attributes, "next"),
    .prev = tei_attributes_dup (attributes, "prev"),
    .time = -1,
    .weight = SCHO_NO_WEIGHT,
  };

  tei_reader_read_uuid (attributes, &coding.uuid);
  tei_reader_complete_coding (self, &coding, attributes);
  coding.resp = dup_resp (self, attributes);
  coding.target = frame->kind == TEI_SPAN ? dup_span_target (attributes)
                                          : tei_attributes_dup (attributes, "target");
  coding.group = frame->kind == TEI_SPAN ? dup_group (self, attributes) : NULL;
  frame->coding = self->codings->len + 1;
  if (frame->kind == TEI_SPAN)
    tei_reader_capture (self, frame);
  g_array_append_val (self->codings, coding);
}

/* When a coding was made: its first change. */
static void
read_change (TeiReader *self, const TeiAttributes *attributes)
{
  TeiCoding *coding = get_open_coding (self);
  g_autofree char *when = tei_attributes_dup (attributes, "when");
  g_autofree char *who = tei_attributes_dup (attributes, "who");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *full = NULL;

  if (coding != NULL && coding->resp == NULL)
    coding->resp = g_steal_pointer (&who);
  /* Only where the UUID does not tell it. */
  if (coding == NULL || when == NULL || coding->time >= 0
      || !scho_uuid_is_null (&coding->uuid))
    return;
  full = strlen (when) == 10 ? g_strconcat (when, "T00:00:00Z", NULL) : g_strdup (when);
  if ((time = g_date_time_new_from_iso8601 (full, utc)) != NULL)
    coding->time
        = g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
}

static void
begin_note (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  frame->type = tei_attributes_dup (attributes, "type");
  frame->key = tei_attributes_dup (attributes, "target");
  tei_reader_capture (self, frame);
}

/* Passages that belong together, if it says what they are; else a relation. */
static void
begin_link (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  g_autofree char *ana = tei_attributes_dup (attributes, "ana");

  if (ana != NULL)
    begin_coding (self, frame, attributes);
  else
    tei_reader_begin_link (self, attributes);
}

/* A person, place or date that a coding names: `place` and its words. */
static void
begin_thing (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  frame->key = tei_attributes_dup (attributes, "xml:id");
  if (frame->key != NULL)
    tei_reader_capture (self, frame);
}

static void
end_thing (TeiReader *self, TeiFrame *frame, const char *words)
{
  g_autofree char *tidy = tei_reader_tidy (self, words);
  g_autofree char *cut = g_utf8_substring (tidy, 0, MIN (g_utf8_strlen (tidy, -1), 300));

  if (frame->name != NULL && !g_hash_table_contains (self->things, frame->key))
    g_hash_table_insert (self->things, g_strdup (frame->key),
                         g_strconcat (frame->name, "\n", cut, NULL));
}

/* What a span says is its code, if it has no other, else a remark. */
static void
end_span (TeiReader *self, TeiFrame *frame, const char *words)
{
  TeiCoding *coding = &g_array_index (self->codings, TeiCoding, frame->coding - 1);
  g_autofree char *tidy = tei_reader_tidy (self, words);

  if (*tidy == '\0')
    return;
  if (coding->ana == NULL && strlen (tidy) <= 200)
    coding->label = g_steal_pointer (&tidy);
  else if (coding->memo == NULL)
    coding->memo = g_steal_pointer (&tidy);
}

void
tei_reader_begin_in_standoff (TeiReader *self,
                              TeiFrame *frame,
                              const TeiAttributes *attributes)
{
  switch (frame->kind)
    {
    case TEI_LINKS:
    case TEI_LIST:
    case TEI_INTERPS:
      frame->key = tei_attributes_dup (attributes, "resp");
      frame->type = tei_attributes_dup (attributes, "subtype");
      if (frame->type == NULL)
        frame->type = tei_attributes_dup (attributes, "type");
      break;
    case TEI_INTERP:
      tei_reader_begin_interp (self, frame, attributes);
      break;
    case TEI_FEATURES:
      self->section = TEI_IN_FEATURES;
      tei_reader_begin_in_features (self, frame, attributes);
      break;
    case TEI_TIMELINE:
      frame->type = tei_attributes_dup (attributes, "unit");
      break;
    case TEI_WHEN:
      tei_reader_add_when (self, attributes);
      break;
    case TEI_LINK:
      begin_link (self, frame, attributes);
      break;
    case TEI_RELATION:
      tei_reader_begin_link (self, attributes);
      break;
    case TEI_ANNOTATION:
    case TEI_SPAN:
      begin_coding (self, frame, attributes);
      break;
    case TEI_CHANGE:
      read_change (self, attributes);
      break;
    case TEI_NOTE:
      begin_note (self, frame, attributes);
      break;
    case TEI_NAME:
      if (get_open_coding (self) != NULL)
        tei_reader_capture (self, frame);
      break;
    case TEI_BLOCK:
      if (tei_reader_get_frame (self, 1)->kind == TEI_SHARED)
        begin_thing (self, frame, attributes);
      /* Kept apart through tidying, which makes it a line break. */
      if (self->n_capturing > 0 && !self->header.own)
        g_string_append (self->captured, "\u2029");
      break;
    case TEI_PLAIN:
    case TEI_PERSON:
      if (tei_reader_get_frame (self, 1)->kind == TEI_SHARED)
        begin_thing (self, frame, attributes);
      break;
    default:
      break;
    }
}

char *
tei_reader_join_memo (TeiReader *self, const char *before, const char *words)
{
  if (before == NULL)
    return g_strdup (words);
  if (strlen (before) > MAX_JOINED)
    {
      tei_counts_add (&self->counts, TEI_COUNT_MEMOS, 1, words);
      return g_strdup (before);
    }
  if (strstr (before, words) != NULL)
    return g_strdup (before);
  return g_strconcat (before, "\n\n", words, NULL);
}

static void
replace_memo (TeiReader *self, char **memo, const char *words)
{
  char *joined;

  if (*memo != NULL && strlen (*memo) > MAX_JOINED)
    {
      tei_counts_add (&self->counts, TEI_COUNT_MEMOS, 1, words);
      return;
    }
  joined = tei_reader_join_memo (self, *memo, words);
  g_free (*memo);
  *memo = joined;
}

static void
keep_code_memo (TeiReader *self, guint32 id, const char *words)
{
  SchoCode code = *scho_step_get_code (self->step, id);
  g_autofree char *memo = tei_reader_join_memo (self, code.memo, words);

  code.memo = memo;
  scho_step_replace_code (self->step, &code);
}

/* The memo of a project that was there before is its own. */
static void
keep_project_memo (TeiReader *self, const char *words)
{
  SchoProjectInfo info = *scho_snapshot_get_info (scho_step_get_base (self->step));

  if (!self->project_is_set)
    return;
  info.title = self->header.project_title;
  if (!scho_uuid_is_null (&self->header.project))
    info.uuid = self->header.project;
  info.memo = words;
  scho_step_replace_info (self->step, &info);
}

static void
keep_memo (TeiReader *self, const char *target, const char *type, const char *raw)
{
  const char *id = *target == '#' ? target + 1 : target;
  gboolean is_weight = g_strcmp0 (type, TEI_TYPE_WEIGHT) == 0;
  g_autofree char *words
      = is_weight ? g_strdup (raw) : tei_reader_dup_exact (self, id, TEI_TYPE_MEMO, raw);
  guint32 code = GPOINTER_TO_UINT (g_hash_table_lookup (self->code_ids, id));
  TeiMemo memo;

  if (code != 0)
    keep_code_memo (self, code, words);
  else if (self->header.own && g_str_equal (id, "project"))
    keep_project_memo (self, words);
  else if (g_strcmp0 (id, self->id) == 0 || g_strcmp0 (id, self->text_id) == 0)
    replace_memo (self, &self->memo, words);
  else if (!self->has_document)
    tei_counts_add (&self->counts, TEI_COUNT_MEMOS, 1, words);
  else
    {
      memo = (TeiMemo){ g_strdup (id), g_steal_pointer (&words), is_weight };
      g_array_append_val (self->memos, memo);
    }
}

void
tei_coding_set_weight (TeiCoding *self, const char *words)
{
  char *end;
  gint64 weight = g_ascii_strtoll (words, &end, 10);

  if (end != words && weight >= 0 && weight <= 100)
    self->weight = weight;
}

static void
end_note (TeiReader *self, TeiFrame *frame, const char *words)
{
  TeiCoding *coding = get_open_coding (self);
  g_autofree char *memo = NULL;

  if (frame->key != NULL)
    keep_memo (self, frame->key, frame->type, words);
  else if (coding == NULL)
    tei_counts_add (&self->counts, TEI_COUNT_MEMOS, 1, words);
  else if (g_strcmp0 (frame->type, TEI_TYPE_WEIGHT) == 0)
    tei_coding_set_weight (coding, words);
  else
    {
      memo = tei_reader_dup_exact (self, coding->id, TEI_TYPE_MEMO, words);
      replace_memo (self, &coding->memo, memo);
    }
}

void
tei_reader_end_in_standoff (TeiReader *self, TeiFrame *frame, const char *words)
{
  TeiCoding *coding;

  if (frame->kind == TEI_INTERP)
    tei_reader_end_interp (self, frame, words);
  if (words == NULL)
    return;
  if (frame->kind == TEI_SPAN)
    end_span (self, frame, words);
  else if (tei_kind_is_thing (frame->kind) && frame->key != NULL)
    end_thing (self, frame, words);
  else if (frame->kind == TEI_NOTE)
    end_note (self, frame, words);
  else if (frame->kind == TEI_NAME && (coding = get_open_coding (self)) != NULL
           && coding->name == NULL)
    coding->name = tei_reader_tidy (self, words);
}

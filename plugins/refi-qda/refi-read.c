#include "refi-check.h"
#include "refi-counted.h"

#include "../shared/xml-context.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <malloc.h>
#include <string.h>

typedef struct
{
  RefiReader *reader;
  xmlTextReader *xml;
  RefiSource *source; /* nullable: its children are being read */
  GString *raw;       /* nullable: the same as XML, since its text is not there */
  GByteArray *begin;  /* what was read before the root told which schema */
  RefiCheck *check;   /* nullable: the root was not read so far */
  GError *error;
  gboolean is_codebook, has_root;
} Parse;

static void
free_uuid (gpointer uuid)
{
  g_free (uuid);
}

GHashTable *
refi_table_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, free_uuid, free_value);
}

void
refi_table_put (GHashTable *self, const SchoUuid *guid, gpointer value)
{
  g_hash_table_insert (self, g_memdup2 (guid, sizeof *guid), value);
}

void
refi_reader_lose (RefiReader *self, const char *what, char *example)
{
  scho_losses_add (scho_step_get_losses (self->step), 1, what, example);
  g_free (example);
}

GArray *
refi_reader_read_refs (const xmlNode *node)
{
  GArray *refs = NULL;

  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    {
      SchoUuid guid;

      if (!refi_xml_is (child, "NoteRef")
          || !refi_xml_get_guid (child, "targetGUID", &guid))
        continue;
      if (refs == NULL)
        refs = g_array_new (FALSE, FALSE, sizeof (SchoUuid));
      g_array_append_val (refs, guid);
    }
  return refs;
}

static void
keep_error (void *data, XmlFault *fault)
{
  Parse *self = data;
  g_autofree char *valid = NULL;

  if (fault->level < XML_ERR_ERROR || self->error != NULL
      || fault->domain == XML_FROM_NAMESPACE)
    return;
  valid = g_utf8_make_valid (fault->message, -1);
  g_set_error (&self->error, SCHO_ERROR, SCHO_ERROR_INVALID,
               /* Translators: a file, a line, what the XML library said */
               _ ("%s line %d: %s"), self->reader->name, fault->line, g_strchomp (valid));
}

/* Who made the project, and when. (nullable) */
static char *
dup_root (const xmlNode *node)
{
  static const char *const users[] = { "creatingUserGUID", "modifyingUserGUID" };
  static const char *const times[] = { "creationDateTime", "modifiedDateTime" };
  GString *root = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autofree char *time = refi_xml_dup (node, times[i]);
      SchoUuid guid;

      if (refi_xml_get_guid (node, users[i], &guid))
        refi_xml_put_guid (root, users[i], &guid);
      if (time != NULL && refi_time_is_valid (time))
        refi_xml_put (root, times[i], time);
    }
  return g_string_free (root, root->len == 0);
}

static void
begin_check (Parse *self)
{
  self->check = refi_check_new (self->is_codebook);
  refi_check_feed (self->check, (const char *) self->begin->data, self->begin->len);
  g_byte_array_set_size (self->begin, 0);
}

/* How Scholiast counted need not be guessed. */
static void
take_own_word (RefiReader *self)
{
  static const struct
  {
    const char *origin;
    RefiReading reading;
  } origins[] = { { REFI_ORIGIN, 0 },
                  { REFI_ORIGIN_NVIVO, REFI_UTF16 },
                  { REFI_ORIGIN_MAXQDA, REFI_CRLF_IS_ONE } };

  for (guint i = 0; !self->is_fixed && i < G_N_ELEMENTS (origins); i++)
    if (g_strcmp0 (self->origin, origins[i].origin) == 0)
      {
        self->is_fixed = self->has_word = TRUE;
        self->reading = origins[i].reading;
      }
}

static void
read_root (Parse *self, const xmlNode *node)
{
  RefiReader *reader = self->reader;
  const char *address = node->ns != NULL ? (const char *) node->ns->href : "";

  self->has_root = TRUE;
  self->is_codebook = refi_xml_is (node, "CodeBook");
  begin_check (self);
  reader->is_draft
      = !g_str_equal (address, self->is_codebook ? REFI_CODEBOOK : REFI_PROJECT);
  reader->title = refi_xml_dup (node, "name");
  reader->origin = refi_xml_dup (node, "origin");
  take_own_word (reader);
  refi_xml_get_guid (node, "creatingUserGUID", &reader->creator);
  reader->root = dup_root (node);
  refi_tell_folder (reader, node, "basePath");
  if (!self->is_codebook && !refi_xml_is (node, "Project") && self->error == NULL)
    g_set_error (&self->error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” is no REFI-QDA project or codebook: it begins with <%s>"),
                 reader->name, (const char *) node->name);
}

static void
read_cases (RefiReader *self, const xmlNode *cases)
{
  for (xmlNode *child = refi_xml_first (cases); child; child = refi_xml_next (child))
    refi_read_case (self, child);
}

static void
read_project_ref (RefiReader *self, const xmlNode *node)
{
  SchoUuid guid;

  if (refi_xml_get_guid (node, "targetGUID", &guid))
    g_array_append_val (self->notes_of_project, guid);
}

/* Those of ours follow from attributes. */
static void
keep_variables (RefiReader *self, const xmlNode *variables)
{
  for (xmlNode *node = refi_xml_first (variables); node; node = refi_xml_next (node))
    {
      g_autofree char *name = refi_xml_dup (node, "name");
      g_autofree char *type = refi_xml_dup (node, "typeOfVariable");
      SchoUuid guid, own = refi_guid_of_variable (name, type);

      if (refi_xml_get_guid (node, "guid", &guid) && !scho_uuid_equal (&guid, &own))
        refi_keep_node (self, REFI_VARIABLES, node);
    }
}

/* A codebook calls `guid` what a project calls `targetGUID`. */
static void
keep_sets (RefiReader *self, const xmlNode *sets)
{
  xmlNode *copy = xmlCopyNode ((xmlNode *) sets, 1);

  for (xmlNode *set = refi_xml_first (copy); set; set = refi_xml_next (set))
    for (xmlNode *child = refi_xml_first (set); child; child = refi_xml_next (child))
      {
        xmlAttr *guid = xmlHasProp (child, BAD_CAST "guid");

        if (guid != NULL && refi_xml_is (child, "MemberCode")
            && xmlHasProp (child, BAD_CAST "targetGUID") == NULL)
          xmlNodeSetName ((xmlNode *) guid, BAD_CAST "targetGUID");
      }
  refi_keep_children (self, REFI_SETS, copy);
  xmlFreeNode (copy);
}

/* A child of the project, whole. */
static void
read_part (RefiReader *self, const xmlNode *node)
{
  if (refi_xml_is (node, "Users"))
    refi_read_users (self, node);
  else if (refi_xml_is (node, "CodeBook") || refi_xml_is (node, "Codes"))
    refi_read_codes (self, node);
  else if (refi_xml_is (node, "Variables"))
    {
      refi_read_variables (self, node);
      keep_variables (self, node);
    }
  else if (refi_xml_is (node, "Cases"))
    {
      read_cases (self, node);
      refi_keep_children (self, REFI_CASES_PART, node);
    }
  else if (refi_xml_is (node, "Description"))
    {
      g_free (self->description);
      self->description = refi_xml_dup_words (node);
    }
  else if (refi_xml_is (node, "NoteRef"))
    read_project_ref (self, node);
  else if (refi_xml_is (node, "Sets"))
    keep_sets (self, node);
  else if (refi_xml_is (node, "Links"))
    refi_read_links (self, node);
  else if (refi_xml_is (node, "Graphs"))
    refi_keep_children (self, REFI_GRAPHS, node);
}

static void
end_source (Parse *self)
{
  if (self->source == NULL)
    return;
  if (self->raw != NULL)
    {
      g_string_append (self->raw, "</TextSource>");
      refi_keep (self->reader, REFI_SOURCES,
                 g_string_free (g_steal_pointer (&self->raw), FALSE));
      self->reader->n_no_text++;
      refi_source_free (g_steal_pointer (&self->source));
    }
  else
    g_ptr_array_add (self->reader->sources, g_steal_pointer (&self->source));
}

/* Without its text it can only be kept as it is. */
static void
begin_source (Parse *self, const xmlNode *node)
{
  self->source = refi_source_new (node);
  if (!refi_package_has (self->reader->package, self->source->plain_path))
    {
      self->raw = g_string_new ("<TextSource");
      refi_xml_write_attributes (node, self->raw, NULL);
      g_string_append_c (self->raw, '>');
    }
  if (xmlTextReaderIsEmptyElement (self->xml))
    end_source (self);
}

static void
read_child (Parse *self, const xmlNode *node)
{
  if (refi_xml_is (node, "PlainTextContent") && self->raw != NULL)
    g_string_free (g_steal_pointer (&self->raw), TRUE);
  if (self->raw != NULL)
    refi_xml_write (node, self->raw, NULL, NULL);
  refi_source_read (self->reader, self->source, node);
}

/* Whether the element was read whole; else its children come one by one. */
static gboolean
begin_element (Parse *self, int depth)
{
  const xmlNode *node = xmlTextReaderCurrentNode (self->xml);

  if (depth == 0)
    {
      read_root (self, node);
      return FALSE;
    }
  if (depth == 1 && (refi_xml_is (node, "Sources") || refi_xml_is (node, "Notes")))
    return FALSE; /* there may be very many */
  if (depth == 2 && self->source == NULL && refi_xml_is (node, "TextSource"))
    {
      begin_source (self, node);
      return FALSE;
    }
  if (!(node = xmlTextReaderExpand (self->xml)))
    return FALSE;
  if (depth == 1)
    read_part (self->reader, node);
  else if (depth == 2 && refi_xml_is (node, "Note"))
    refi_read_note (self->reader, node);
  else if (depth == 2)
    refi_read_media (self->reader, node);
  else if (self->source != NULL)
    read_child (self, node);
  return TRUE;
}

/* Nobody declares a type here for a good purpose. */
static void
refuse_type (Parse *self)
{
  if (self->error == NULL)
    g_set_error (&self->error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” declares a document type, which REFI-QDA does not have"),
                 self->reader->name);
}

static int
step (Parse *self)
{
  gboolean is_read = FALSE;
  int depth = xmlTextReaderDepth (self->xml);

  switch (xmlTextReaderNodeType (self->xml))
    {
    case XML_READER_TYPE_ELEMENT:
      is_read = begin_element (self, depth);
      break;
    case XML_READER_TYPE_END_ELEMENT:
      if (depth == 2)
        end_source (self);
      break;
    case XML_READER_TYPE_DOCUMENT_TYPE:
      refuse_type (self);
      break;
    default:
      break;
    }
  if (self->error != NULL
      || g_cancellable_set_error_if_cancelled (self->reader->cancellable, &self->error))
    return -1;
  return is_read ? xmlTextReaderNext (self->xml) : xmlTextReaderRead (self->xml);
}

/* For libxml2; the schema looks at the same bytes on its own thread. */
static int
read_bytes (void *data, char *buffer, int n_bytes)
{
  Parse *self = data;
  int n = refi_package_read (self->reader->package, buffer, n_bytes);

  if (n > 0 && self->check != NULL)
    refi_check_feed (self->check, buffer, n);
  else if (n > 0)
    g_byte_array_append (self->begin, (const guint8 *) buffer, n);
  return n;
}

/* Many programs' files do not fit, and are good all the same. A draft had another. */
static void
note_problem (Parse *self)
{
  const char *problem = self->check != NULL ? refi_check_get_problem (self->check) : NULL;

  if (self->error == NULL && problem != NULL && !self->reader->is_draft)
    scho_step_add_note (self->reader->step,
                        /* Translators: a file, what the XML library said */
                        _ ("“%s” does not fit the schema of REFI-QDA: %s"),
                        self->reader->name, problem);
  g_clear_pointer (&self->check, refi_check_free);
}

static gboolean
parse (Parse *self, GError **error)
{
  const GError *problem;
  XmlSilence silence;
  int result;

  xml_silence_begin (&silence);
  self->begin = g_byte_array_new ();
  self->xml = xmlReaderForIO (read_bytes, NULL, self, NULL, NULL,
                              XML_PARSE_NONET | XML_PARSE_NOCDATA);
  xmlTextReaderSetStructuredErrorHandler (self->xml, (xmlStructuredErrorFunc) keep_error,
                                          self);
  result = xmlTextReaderRead (self->xml);
  while (result == 1)
    result = step (self);
  xmlFreeTextReader (self->xml);
  xml_silence_end (&silence);
  problem = refi_package_get_error (self->reader->package);
  if (problem != NULL)
    {
      g_clear_error (&self->error);
      self->error = g_error_copy (problem);
    }
  if (self->error == NULL && (result < 0 || !self->has_root))
    g_set_error (&self->error, SCHO_ERROR, SCHO_ERROR_INVALID, "%s: %s",
                 self->reader->name, _ ("cannot be read as XML"));
  g_clear_pointer (&self->source, refi_source_free);
  if (self->raw != NULL)
    g_string_free (g_steal_pointer (&self->raw), TRUE);
  note_problem (self);
  g_clear_pointer (&self->begin, g_byte_array_unref);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static void
clear_user (gpointer data)
{
  RefiUser *user = data;

  g_free (user->name);
  g_free (user->id);
}

static void
clear_code (gpointer data)
{
  RefiCode *code = data;

  g_free (code->name);
  g_free (code->definition);
  g_clear_pointer (&code->notes, g_array_unref);
}

static void
clear_note (gpointer data)
{
  RefiNote *note = data;

  g_free (note->name);
  g_free (note->description);
  g_free (note->plain_path);
  g_free (note->rich_path);
  g_free (note->content);
  g_free (note->head);
  g_free (note->tail);
}

static void
clear_variable (gpointer data)
{
  RefiVariable *variable = data;

  g_free (variable->name);
  g_free (variable->type);
}

static GArray *
new_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

static void
reader_init (RefiReader *self)
{
  self->words = g_string_chunk_new (65536);
  self->notes_of_project = g_array_new (FALSE, FALSE, sizeof (SchoUuid));
  self->users = new_array (sizeof (RefiUser), clear_user);
  self->codes = new_array (sizeof (RefiCode), clear_code);
  self->notes = new_array (sizeof (RefiNote), clear_note);
  self->variables = new_array (sizeof (RefiVariable), clear_variable);
  self->user_ids = refi_table_new (NULL);
  self->code_ids = refi_table_new (NULL);
  self->note_ids = refi_table_new (NULL);
  self->variable_ids = refi_table_new (NULL);
  self->case_names = refi_table_new (g_free);
  self->case_codes = refi_table_new (NULL);
  self->case_values = refi_table_new ((GDestroyNotify) g_array_unref);
  for (guint part = 0; part < REFI_N_PARTS; part++)
    self->kept[part] = g_ptr_array_new_with_free_func (g_free);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->annotations = g_hash_table_new (scho_uuid_hash, scho_uuid_equal);
  self->documents = refi_table_new (NULL);
  self->links = refi_links_new ();
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) refi_source_free);
  self->guessed = g_string_new (NULL);
  self->counted = g_ptr_array_new_with_free_func ((GDestroyNotify) refi_counted_free);
}

/* A million passages were small pieces between others; a heap that has grown over them
 * keeps them unless it is told. */
static void
give_back (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

static void
reader_clear (RefiReader *self)
{
  g_clear_pointer (&self->step, scho_step_unref);
  g_clear_pointer (&self->package, refi_package_free);
  g_string_chunk_free (self->words);
  g_array_unref (self->notes_of_project);
  g_array_unref (self->users);
  g_array_unref (self->codes);
  g_array_unref (self->notes);
  g_array_unref (self->variables);
  g_hash_table_unref (self->user_ids);
  g_hash_table_unref (self->code_ids);
  g_hash_table_unref (self->note_ids);
  g_hash_table_unref (self->variable_ids);
  g_hash_table_unref (self->case_names);
  g_hash_table_unref (self->case_codes);
  g_hash_table_unref (self->case_values);
  for (guint part = 0; part < REFI_N_PARTS; part++)
    g_ptr_array_unref (self->kept[part]);
  g_clear_pointer (&self->pack, refi_pack_free);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->titles);
  g_hash_table_unref (self->annotations);
  g_hash_table_unref (self->documents);
  g_array_unref (self->links);
  g_ptr_array_unref (self->sources);
  g_string_free (self->guessed, TRUE);
  g_ptr_array_unref (self->counted);
  g_free (self->title);
  g_free (self->description);
  g_free (self->origin);
  g_free (self->root);
  give_back ();
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RefiReader, reader_clear)

static void
choose_reading (RefiReader *self)
{
  const char *positions = scho_options_get_text (self->options, "positions");

  self->is_fixed = !g_str_equal (positions, "auto");
  self->reading = g_str_equal (positions, "nvivo")          ? REFI_UTF16
                  : g_str_equal (positions, "maxqda-atlas") ? REFI_CRLF_IS_ONE
                                                            : 0;
}

/* What the project says of itself becomes its memo, or more of it. */
static void
add_info (RefiReader *self)
{
  SchoSnapshot *base = scho_step_get_base (self->step);
  const SchoProjectInfo *info = scho_snapshot_get_info (base);
  g_autofree char *memo = refi_reader_dup_project_memo (self);
  g_autofree char *both = NULL;
  SchoProjectInfo after = *info;

  if (memo == NULL || (info->memo != NULL && strstr (info->memo, memo) != NULL))
    return;
  if (info->memo != NULL)
    both = g_strconcat (info->memo, "\n\n", memo, NULL);
  after.memo = both != NULL ? both : memo;
  scho_step_replace_info (self->step, &after);
}

static void
note_positions (RefiReader *self)
{
  if (self->n_guessed > 0)
    scho_step_add_note (
        self->step,
        ngettext ("How positions were counted is a guess for %u text (%s); if passages "
                  "begin or "
                  "end in the middle of words, import it again with positions=nvivo, "
                  "maxqda-atlas or standard.",
                  "How positions were counted is a guess for %u texts (%s); if passages "
                  "begin or "
                  "end in the middle of words, import it again with positions=nvivo, "
                  "maxqda-atlas or standard.",
                  self->n_guessed),
        self->n_guessed, self->guessed->str);
  if (self->n_there > 0)
    scho_step_add_note (
        self->step,
        ngettext ("%u coding is in the project already and was left out.",
                  "%u codings are in the project already and were left out.",
                  self->n_there),
        self->n_there);
}

/* Not shown, but not lost either. */
static void
note_kept (RefiReader *self)
{
  const struct
  {
    guint n;
    const char *what;
  } kinds[] = {
    { self->n_no_text, _ ("texts that are not in the package") },
    { self->n_media, _ ("pictures, sound and film") },
    { self->n_marks, _ ("passages on the pages of PDFs") },
    { self->kept[REFI_CASES_PART]->len, _ ("cases") },
    { self->kept[REFI_LINKS]->len, _ ("links") },
    { self->kept[REFI_SETS]->len, _ ("sets") },
    { self->kept[REFI_GRAPHS]->len, _ ("graphs") },
  };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].n > 0)
      g_string_append_printf (list, "%s%s: %u", list->len > 0 ? "; " : "", kinds[i].what,
                              kinds[i].n);
  if (list->len > 0)
    scho_step_add_note (self->step,
                        /* Translators: a list such as “cases: 3; links: 2” */
                        _ ("Not shown, but kept, to go out again as REFI-QDA: %s."),
                        list->str);
}

static void
add_notes (RefiReader *self)
{
  note_kept (self);
  refi_counted_tell (self);
  note_positions (self);
  refi_package_tell_others (self->package, scho_step_get_losses (self->step));
  if (self->n_renamed > 0)
    scho_step_add_note (self->step,
                        ngettext ("%u text has the name of another; it got a number.",
                                  "%u texts have the names of others; they got numbers.",
                                  self->n_renamed),
                        self->n_renamed);
  if (self->is_draft)
    scho_step_add_note (self->step, _ ("“%s” is of a draft of the standard."),
                        self->name);
  if (refi_package_get_n_outside (self->package) > 0)
    scho_step_add_note (self->step,
                        _ ("Parts with names that lead out of the package, left out: %u"),
                        refi_package_get_n_outside (self->package));
}

static gboolean
open_package (RefiReader *self, GInputStream *stream, GError **error)
{
  gsize limit = import_get_limit (self->options);
  gsize n_bytes;
  char *bytes
      = import_read_all (stream, self->name, limit, &n_bytes, self->cancellable, error);

  return bytes != NULL
         && (self->package = refi_package_open (bytes, n_bytes, self->name, limit,
                                                self->cancellable, error))
                != NULL
         && refi_package_rewind (self->package, error);
}

SchoStep *
refi_read (GInputStream *stream,
           const char *name,
           const char *coder,
           SchoSnapshot *base,
           SchoOptions *options,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_auto (RefiReader) self = { .name = name,
                               .coder = coder,
                               .options = options,
                               .progress = progress,
                               .cancellable = cancellable };
  g_autofree char *label = g_strdup_printf (_ ("Project “%s” imported"), name);
  Parse state = { .reader = &self };

  reader_init (&self);
  self.step = scho_step_new (base, label);
  choose_reading (&self);
  if (!open_package (&self, stream, error) || !parse (&state, error)
      || !refi_package_unpack (self.package, cancellable, error))
    return NULL;
  refi_add_codes (&self);
  if (!refi_add_documents (&self, error))
    return NULL;
  give_back ();
  add_info (&self);
  refi_add_links (&self);
  refi_add_users (&self);
  refi_keep_finish (&self);
  add_notes (&self);
  return g_steal_pointer (&self.step);
}

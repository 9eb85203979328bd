#include "refi-check.h"

#include "../shared/xml-context.h"

#include <refi-schemas.h>
#include <glib/gi18n-lib.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <scholiast/plugin.h>
#include <string.h>

/* Bytes that may wait. */
#define MAX_WAITING (4 * 1024 * 1024)
/* And so many at once. */
#define BLOCK (256 * 1024)

struct _RefiCheck
{
  GThread *thread;
  GMutex mutex;
  GCond changed;
  GQueue waiting; /* of GBytes */
  gsize n_waiting;
  gboolean is_closed;
  GBytes *now; /* the thread's: what is being read */
  gsize offset;
  gboolean is_codebook;
  char *problem; /* nullable: the thread's until it ends */
};

static void
keep_problem (void *data, XmlFault *fault)
{
  RefiCheck *self = data;
  g_autofree char *valid = NULL;

  if (self->problem != NULL || fault->level < XML_ERR_ERROR)
    return;
  valid = g_utf8_make_valid (fault->message, -1);
  self->problem = g_strdup (g_strchomp (valid));
}

/* The next bytes; %NULL: there are no more. */
static GBytes *
take (RefiCheck *self)
{
  GBytes *bytes;

  g_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->waiting) && !self->is_closed)
    g_cond_wait (&self->changed, &self->mutex);
  bytes = g_queue_pop_head (&self->waiting);
  if (bytes != NULL)
    self->n_waiting -= g_bytes_get_size (bytes);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  return bytes;
}

static int
read_bytes (void *data, char *buffer, int n)
{
  RefiCheck *self = data;
  const char *bytes;
  gsize size;

  if (self->now == NULL)
    {
      self->now = take (self);
      self->offset = 0;
    }
  if (self->now == NULL)
    return 0;
  bytes = g_bytes_get_data (self->now, &size);
  n = MIN ((gsize) n, size - self->offset);
  memcpy (buffer, bytes + self->offset, n);
  self->offset += n;
  if (self->offset == size)
    g_clear_pointer (&self->now, g_bytes_unref);
  return n;
}

/* Who feeds must not wait for a thread that has given up. */
static void
drain (RefiCheck *self)
{
  GBytes *bytes;

  g_clear_pointer (&self->now, g_bytes_unref);
  while ((bytes = take (self)) != NULL)
    g_bytes_unref (bytes);
}

static xmlSchema *
read_schema (RefiCheck *self)
{
  const char *words = self->is_codebook ? codebook_schema : project_schema;
  xmlSchemaParserCtxt *parser = xmlSchemaNewMemParserCtxt (words, (int) strlen (words));
  xmlSchema *schema = xmlSchemaParse (parser);

  xmlSchemaFreeParserCtxt (parser);
  return schema;
}

/* Of projects and of codebooks: reading one takes longer than checking most files. */
static gpointer spare[2];

/* Nobody else has it: libxml2 does not say whether two may. */
static xmlSchema *
take_schema (RefiCheck *self)
{
  xmlSchema *schema = g_atomic_pointer_exchange (&spare[self->is_codebook], NULL);

  return schema != NULL ? schema : read_schema (self);
}

static void
give_schema (RefiCheck *self, xmlSchema *schema)
{
  xmlSchema *other = g_atomic_pointer_exchange (&spare[self->is_codebook], schema);

  xmlSchemaFree (other);
}

static gpointer
run (gpointer data)
{
  RefiCheck *self = data;
  xmlSchema *schema = take_schema (self);
  xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt (schema);
  xmlParserInputBuffer *input
      = xmlParserInputBufferCreateIO (read_bytes, NULL, self, XML_CHAR_ENCODING_UTF8);
  int result;

  xmlSchemaSetValidStructuredErrors (context, (xmlStructuredErrorFunc) keep_problem,
                                     self);
  xmlSetStructuredErrorFunc (self, (xmlStructuredErrorFunc) keep_problem);
  result = xmlSchemaValidateStream (context, input, XML_CHAR_ENCODING_UTF8, NULL, NULL);
  if (result != 0 && self->problem == NULL)
    self->problem = g_strdup_printf ("%d", result);
  xmlSetStructuredErrorFunc (NULL, NULL);
  xmlSchemaFreeValidCtxt (context);
  give_schema (self, schema);
  drain (self);
  return NULL;
}

RefiCheck *
refi_check_new (gboolean is_codebook)
{
  RefiCheck *self = g_new0 (RefiCheck, 1);

  xmlInitParser ();
  xmlSchemaInitTypes ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  self->is_codebook = is_codebook;
  self->thread = g_thread_new ("refi-check", run, self);
  return self;
}

static void
close_and_join (RefiCheck *self)
{
  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->is_closed = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
refi_check_free (RefiCheck *self)
{
  close_and_join (self);
  g_free (self->problem);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

static void
feed_block (RefiCheck *self, const char *bytes, gsize n_bytes)
{
  g_mutex_lock (&self->mutex);
  while (self->n_waiting > MAX_WAITING)
    g_cond_wait (&self->changed, &self->mutex);
  g_queue_push_tail (&self->waiting, g_bytes_new (bytes, n_bytes));
  self->n_waiting += n_bytes;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

void
refi_check_feed (RefiCheck *self, const char *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      gsize n = MIN (n_bytes, BLOCK);

      feed_block (self, bytes, n);
      bytes += n;
      n_bytes -= n;
    }
}

const char *
refi_check_get_problem (RefiCheck *self)
{
  close_and_join (self);
  return self->problem;
}

gboolean
refi_check_finish (RefiCheck *self, GError **error)
{
  const char *problem = refi_check_get_problem (self);

  if (problem == NULL)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
               _ ("What would be written does not fit the schema of REFI-QDA: %s"),
               problem);
  return FALSE;
}

#include "latin.h"

#include <string.h>

#define SAMPLE 65536 /* bytes; more says nothing new */
#define N_KNOWN 0x250
#define LONGEST_WORD 16

/* Letters beyond a to z, and some of the commonest words that need none of them. */
static const struct
{
  const char *letters;
  const char *words;
} languages[] = {
  { "äöüß", " der die das und nicht ist ein eine mit von sie auf dem zu " },
  { "àâæçéèêëîïôœùûüÿ", " le la les de des et un une est que dans pour pas qui sur " },
  { "áéíñóúüªº", " el la los las de que y en un una no se por con para del " },
  { "àáâãçéêíóôõúüªº", " o a os as de que e do da em um uma com por se dos " },
  { "àèéìíîòóùªº", " il la le di che e un una non per in con del si della " },
  { "àçèéíïòóúü", " el la els les de que i en un una no per amb del va " },
  { "åäöé", " och att det som en av inte hon han var med den till om " },
  { "æøåéèêóòôü", " og at det som en af ikke hun han var med den til i er " },
  { "áâäèéêëïíîóôöúûü", " de het een en van niet dat die is zij op te met was " },
  { "äöåšž", " ja ei on se oli mutta kun niin hän joka sen ovat kuin " },
  { "áéíóúýðþæö", " og ekki sem var um en er hann til af " },
  { "äöõüšž", " ja ei on see oli kui ka ta mis aga " },
  { "ąćęłńóśźż", " i w na nie z do to jest co jak po od przez ale " },
  { "áčďéěíňóřšťúůýž", " a v na je se to z do ale jako pro by jeho po " },
  { "áäčďéíĺľňóôŕšťúýž", " a v na je sa to z do ale ako pre by jeho po bolo " },
  { "áéíóöőúüű", " a az nem hogy egy van volt meg csak mint de el ki " },
  { "čšžćđ", " je in na se da za so ni bi i u su od nije kao ali pa te " },
  { "ąčęėįšųūž", " ir į iš kad su tai jis buvo ne per kaip bet apie po už dėl kai jo " },
  { "āčēģīķļņšūž", " un ir ka no ar uz par bija to kas pēc bet lai viņa kā tas " },
  { "", " the and of to in a is was that he she it for on with as you not i " },
  { "ăâîşţșț", " de a nu o la un cu din pe mai care ce sau sunt era " },
};

/* What a detector gives to texts in Windows-1252 and Windows-1250, and how much better
 * than theirs the fit must be: the files of old DOS and Macintosh programs are rare. What
 * is not here stays as it was detected. */
static const struct
{
  const char *encoding;
  double rarity;
} doubtful[] = {
  { "WINDOWS-1252", 0 }, { "WINDOWS-1250", 0 },  { "ISO-8859-1", 0 },
  { "ISO-8859-2", 0 },   { "ISO-8859-15", 0 },   { "ISO-8859-16", 0 },
  { "ISO-8859-3", 0.1 }, { "ISO-8859-10", 0.1 }, { "ISO-8859-13", 0.1 },
  { "IBM850", 0.1 },     { "IBM852", 0.1 },      { "MAC-CENTRALEUROPE", 0.1 },
  { "VISCII", 0.1 },     { "WINDOWS-1257", 0 },
};

typedef struct
{
  guint letters[N_KNOWN]; /* small ones, beyond a to z */
  guint n_letters;        /* also others, and signs within words */
  GHashTable *words;      /* of char * → how often */
  guint n_words;
} Profile;

static void
profile_free (Profile *self)
{
  g_hash_table_unref (self->words);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Profile, profile_free)

static void
count_word (Profile *self, GString *word)
{
  gpointer n = g_hash_table_lookup (self->words, word->str);

  if (word->len > 0)
    self->n_words++;
  if (word->len > 0 && word->len <= LONGEST_WORD)
    g_hash_table_insert (self->words, g_strdup (word->str),
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
  g_string_truncate (word, 0);
}

/* A sign after a letter, as in “by³a”, speaks against the reading; so do controls. */
static void
count_character (Profile *self, GString *word, gunichar c)
{
  if (g_unichar_isalpha (c))
    {
      c = g_unichar_tolower (c);
      g_string_append_unichar (word, c);
      self->n_letters += c >= 0x80;
      if (c >= 0x80 && c < N_KNOWN)
        self->letters[c]++;
      return;
    }
  self->n_letters += g_unichar_iscntrl (c)
                         ? c >= 0x80
                         : c >= 0x80 && word->len > 0 && !g_unichar_ispunct (c)
                               && !g_unichar_isspace (c);
  count_word (self, word);
}

/* (nullable): the bytes are not of the encoding */
static Profile *
profile_new (const char *bytes, gsize n_bytes, const char *encoding)
{
  gsize n_read = 0;
  g_autofree char *utf8
      = g_convert (bytes, (gssize) n_bytes, "UTF-8", encoding, &n_read, NULL, NULL);
  g_autoptr (GString) word = g_string_new (NULL);
  Profile *self;

  if (utf8 == NULL || n_read < n_bytes)
    return NULL;
  self = g_new0 (Profile, 1);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    count_character (self, word, g_utf8_get_char (p));
  count_word (self, word);
  return self;
}

static double
get_share_of_letters (const Profile *self, const char *letters)
{
  guint n = 0;

  for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p))
    n += self->letters[g_utf8_get_char (p)];
  /* Letters of no language speak against a reading, none at all a little for it. */
  return self->n_letters > 0 ? (double) n / self->n_letters : 0.5;
}

static double
get_share_of_words (const Profile *self, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  guint n = 0;

  for (guint i = 0; list[i] != NULL; i++)
    n += GPOINTER_TO_UINT (g_hash_table_lookup (self->words, list[i]));
  return self->n_words > 0 ? (double) n / self->n_words : 0;
}

/* How well the text fits the language that it fits best. */
static double
judge (const char *bytes, gsize n_bytes, const char *encoding)
{
  g_autoptr (Profile) profile = profile_new (bytes, n_bytes, encoding);
  double best = -1;

  for (guint i = 0; profile != NULL && i < G_N_ELEMENTS (languages); i++)
    {
      double fit = get_share_of_letters (profile, languages[i].letters)
                   + get_share_of_words (profile, languages[i].words) / 2;

      best = MAX (best, fit);
    }
  return best;
}

const char *
latin_choose (const char *bytes, gsize n_bytes, const char *detected)
{
  static const struct
  {
    const char *encoding;
    double rarity;
  } others[] = { { "WINDOWS-1252", 0 },
                 { "WINDOWS-1250", 0 },
                 { "WINDOWS-1257", 0 },
                 { "MACINTOSH", 0.1 } };
  const char *chosen = detected;
  double best;
  guint i = 0;

  while (i < G_N_ELEMENTS (doubtful)
         && g_ascii_strcasecmp (doubtful[i].encoding, detected) != 0)
    i++;
  if (i == G_N_ELEMENTS (doubtful))
    return detected;
  n_bytes = MIN (n_bytes, SAMPLE);
  best = judge (bytes, n_bytes, detected) - doubtful[i].rarity;
  for (i = 0; i < G_N_ELEMENTS (others); i++)
    {
      double fit = judge (bytes, n_bytes, others[i].encoding) - others[i].rarity;

      if (fit > best)
        {
          chosen = others[i].encoding;
          best = fit;
        }
    }
  return chosen;
}

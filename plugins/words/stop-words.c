#include "stop-words.h"

/* Articles, pronouns, prepositions, conjunctions, auxiliaries. */
static const struct
{
  const char *list;
  const char *words;
} lists[] = {
  { "english",
    "a about above after again against all am an and any are aren't as at be because "
    "been "
    "before being below between both but by can cannot can't could couldn't did didn't "
    "do "
    "does doesn't doing don't down during each few for from further had hadn't has "
    "hasn't "
    "have haven't having he he'd he'll her here here's hers herself he's him himself his "
    "how how's i i'd if i'll i'm in into is isn't it its it's itself i've let's me more "
    "most my myself no nor not of off on once only or other our ours ourselves out over "
    "own same she she'd she'll she's should shouldn't so some such than that that's the "
    "their theirs them themselves then there there's these they they'd they'll they're "
    "they've this those through to too under until up very was wasn't we we'd we'll were "
    "we're weren't we've what what's when where which while who whom who's why will with "
    "won't would wouldn't you you'd you'll your you're yours yourself yourselves "
    "you've" },
  { "french",
    "à ai aie aient aies ait as au aura aurai auraient aurais aurait auras aurez auriez "
    "aurions aurons auront aux avaient avais avait avec avez aviez avions avons ayant "
    "ayez "
    "ayons c ce ceci cela celle celles celui ces cet cette ceux comme d dans de des donc "
    "dont du elle elles en es est et étaient étais était étant été êtes étiez étions "
    "être "
    "eu eue eues eus eut eux furent fus fut il ils j je l la là le les leur leurs lui m "
    "ma "
    "mais me même mes moi mon n ne ni nos notre nous on ont ou où par pas pour qu quand "
    "que "
    "quel quelle quelles quels qui s sa sans se sera serai seraient serais serait seras "
    "serez seriez serions serons seront ses si soi soient sois soit sommes son sont "
    "soyez "
    "soyons suis sur t ta te tes toi ton tu un une vos votre vous y" },
  { "german",
    "aber alle allem allen aller alles als also am an ander andere anderem anderen "
    "anderer "
    "anderes auch auf aus bei beim bin bis bist da damit dann das dass dasselbe dazu "
    "dein "
    "deine deinem deinen deiner deines dem den denn der deren des dessen dich die dies "
    "diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer "
    "eines einige einigem einigen einiger einiges er es etwas euch euer eure eurem euren "
    "eurer eures für gegen habe haben hat hatte hatten hattest hattet hier hin hinter "
    "ich "
    "ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ins ist ja jede jedem jeden "
    "jeder jedes jene jenem jenen jener jenes kann kein keine keinem keinen keiner "
    "keines "
    "können könnte man manche manchem manchen mancher manches mein meine meinem meinen "
    "meiner meines mich mir mit muss musste nach nicht nichts noch nun nur ob oder ohne "
    "sehr sein seine seinem seinen seiner seines selbst sich sie sind so solche solchem "
    "solchen solcher solches soll sollte sondern sonst über um und uns unser unsere "
    "unserem "
    "unseren unserer unseres unter viel vom von vor während war waren warst was weg weil "
    "weiter welche welchem welchen welcher welches wenn wer werde werden wie wieder will "
    "wir wird wirst wo wollen wollte würde würden zu zum zur zwar zwischen" },
  { "spanish",
    "a al algo algunas algunos ante antes como con contra cual cuando de del desde donde "
    "durante e el él ella ellas ellos en entre era erais éramos eran eras eres es esa "
    "esas "
    "ese eso esos esta está estaba estaban estado están estar estas este esto estos "
    "estoy "
    "fue fueron fui ha había habían haber han has hasta hay he hemos la las le les lo "
    "los "
    "más me mi mí mis mucho muchos muy nada ni no nos nosotras nosotros nuestra nuestras "
    "nuestro nuestros o os otra otras otro otros para pero poco por porque que qué quien "
    "quienes se sea sean ser si sí sido sin sobre sois somos son soy su sus también "
    "tanto "
    "te tenemos tener tengo ti tiene tienen todo todos tu tú tus un una uno unos "
    "vosotras "
    "vosotros vuestra vuestras vuestro vuestros y ya yo" },
};

static void
add_words (GHashTable *set, Vocabulary *vocabulary, const char *words)
{
  g_auto (GStrv) all = g_strsplit_set (words, ", ;\n\t", -1);

  for (char **word = all; *word != NULL; word++)
    {
      g_auto (GStrv) parts = NULL;

      if (**word == '\0')
        continue;
      g_hash_table_add (set, vocabulary_dup_folded (vocabulary, *word));
      if (strchr (*word, '\'') == NULL)
        continue;
      /* The apostrophe as it is printed. */
      parts = g_strsplit (*word, "'", -1);
      {
        g_autofree char *printed = g_strjoinv ("’", parts);

        g_hash_table_add (set, vocabulary_dup_folded (vocabulary, printed));
      }
    }
}

GHashTable *
stop_words_new (Vocabulary *vocabulary, const char *list, const char *more)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].list, list))
      add_words (set, vocabulary, lists[i].words);
  add_words (set, vocabulary, more);
  return set;
}

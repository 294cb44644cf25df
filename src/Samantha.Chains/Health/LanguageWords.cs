namespace Samantha.Chains.Health;

/// <summary>
/// The small words of a handful of languages in Latin letters: articles, pronouns, prepositions, conjunctions and the commonest
/// forms of to be and to have. They make up about half of any running text.
/// </summary>
internal static class LanguageWords
{
    private const string English =
        "the of and to in is that it was for on are as with his they be at this from have or had by but not what all were we "
        + "when your can said there use an each which she do how their if will up other about out many then them these so some "
        + "her would make like him into has look more see could people my than been who its now did get made may i you he me "
        + "us our because should after where only most very just through over before too any here why while does being those "
        + "such both under between against during without again once also am";

    private const string Portuguese =
        "o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sem sob sobre entre e ou "
        + "mas que se não nem como quando onde porque pois então também já ainda mais menos muito muita muitos muitas pouco todo "
        + "toda todos todas outro outra outros outras este esta estes estas esse essa esses essas isto isso aquele aquela aquilo "
        + "eu tu ele ela nós vós eles elas você vocês me te lhe lhes meu minha meus minhas seu sua seus suas nosso nossa é são "
        + "era eram foi foram ser sido está estão estava estar tem têm tinha ter há havia vai vou pode podem deve fazer faz até "
        + "depois antes agora aqui ali lá assim só mesmo cada qual quais quem cujo ao aos à às num numa dele dela deles delas "
        + "neste nesta nesse nessa desta deste desse dessa disso nisso";

    private const string Spanish =
        "el la los las un una unos unas de del en por para con sin sobre entre y o pero que se no ni como cuando donde porque "
        + "pues entonces también ya aún más menos muy mucho mucha muchos muchas poco todo toda todos todas otro otra otros otras "
        + "este esta estos estas ese esa esos esas esto eso aquel aquella yo tú él ella nosotros ellos ellas usted ustedes me te "
        + "le les lo mi mis su sus nuestro nuestra es son era eran fue fueron ser sido está están estaba estar tiene tienen "
        + "tenía tener hay había va puede pueden debe hacer hace hasta después antes ahora aquí allí así sólo solo mismo cada "
        + "cual quien al";

    private const string French =
        "le la les un une des de du au aux en dans par pour avec sans sous sur entre et ou mais que qui quoi dont où se ne pas "
        + "ni comme quand parce car donc alors aussi déjà encore plus moins très beaucoup peu tout toute tous toutes autre autres "
        + "ce cet cette ces cela ça je tu il elle nous vous ils elles on me te lui leur leurs mon ma mes ton ta tes son sa ses "
        + "notre nos votre vos est sont était étaient fut être été suis es a ont avait avoir ai as avons avez va peut peuvent "
        + "doit faire fait jusque après avant maintenant ici là ainsi même chaque quel quelle y n l d qu c j s m";

    private const string German =
        "der die das den dem des ein eine einen einem einer eines und oder aber dass daß weil wenn als wie wo was wer nicht kein "
        + "keine auch schon noch nur sehr mehr viel viele wenig alle alles andere in im an am auf aus bei mit nach von vom zu zum "
        + "zur für über unter zwischen vor durch gegen ohne um bis ich du er sie es wir ihr mich dich sich uns euch mir dir ihm "
        + "ihn ihnen mein meine dein sein seine ihre unser ist sind war waren sein gewesen bin bist hat haben hatte hatten wird "
        + "werden wurde wurden kann können muss soll so dann da hier dort jetzt dieser diese dieses jeder jede man selbst immer";

    private const string Italian =
        "il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nella "
        + "nei nelle con su sul sulla per tra fra e ed o ma che chi cui se non né come quando dove perché poi allora anche già "
        + "ancora più meno molto molta molti molte poco tutto tutta tutti tutte altro altra altri altre questo questa questi "
        + "queste quello quella io tu lui lei noi voi loro mi ti ci vi si mio mia suo sua nostro nostra è sono era erano fu "
        + "essere stato stata sta ha hanno aveva avere ho va può possono deve fare fa fino dopo prima ora qui lì così solo "
        + "stesso ogni quale";

    public static IReadOnlyList<(string Code, string[] Words)> All { get; } =
    [
        ("en", English.Split(' ')), ("pt", Portuguese.Split(' ')), ("es", Spanish.Split(' ')), ("fr", French.Split(' ')),
        ("de", German.Split(' ')), ("it", Italian.Split(' ')),
    ];
}

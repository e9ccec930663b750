"""Words of harm, as they are said in a conference about children: pure.

Where a word also has an everyday sense that is often said in such a meeting (a joint visit, a bullet point,
a clean home), the pattern asks for the words around it.
"""

from transcription.sentinels.patterns import END, NUMBER, SELF, SOMEBODY, TEENS, TENS, WHOM, WHOSE, any_of

LIFE = rf"{WHOSE} li(?:fe|ves)"
LIMB = r"(?:arms?|legs?|thighs?|wrists?|stomach|tummy|skin|throat|neck)"
BONE = r"(?:arms?|legs?|nose|ribs?|wrists?|jaw|bones?|collar ?bone|skull|fingers?|ankle|elbow|hip|femur)"
HEAD_OR_LIMB = (
    rf"(?:{LIMB}|face|head|back|chest|cheeks?|eyes?|ears?|lips?|mouth|forehead|chin|shoulders?|hands?|"
    r"bod(?:y|ies)|bottom|bum|knees?|ankles?)"
)
HE_IS = (
    r"(?:s?he|they|i|mum|dad|mother|father)"
    r"(?:['’](?:s|re|m|d|ve)| is| was| were| has| had| have)(?: been| still| back)*"
)
AGAIN = (
    rf"(?:{END}|(?= again| now| since| for \w+ (?:days?|weeks?|months?|years?)| every| daily| heavily| when|"
    r" in front))"
)
MANY = (
    r"(?:all|too many|loads|a load|a lot|lots|a handful|handfuls|a bottle|a packet|a box|"
    r"(?:a|the) whole \w+)(?: of)?"
)

RISKS = {
    "suicide": any_of(
        r"suicid\w*|self[- ]?harm\w*|overdos\w*|ligatures?|noose|OD['’]?d",
        r"(?:kill|hurt|cut|harm|hang|starv|poison|drown|burn|scratch|top|shoot|stab)"
        rf"(?:e?d|s|t?ing|ping|ped|bing|bed)? {SELF}",
        rf"hung {SELF}|(?:do|doing|did|done) {SELF} in|found (?:\w+ )?hanging",
        rf"(?:been|is|was|['’]s|started|stopped|kept|still) "
        rf"cutting(?:{END}|(?= again| because| when| at | on ))",
        rf"(?:cut|cuts|cutting|slit|slits|slitting|slash\w*|slic(?:ed|ing)|scratch\w*) {WHOSE} {LIMB}",
        rf"(?:end|take|took|taken|taking)(?:ed|s|ing)? {LIFE}|end(?:ed|ing)? it(?: all|{END})",
        r"(?:wants?|wanted|wanting|wish(?:es|ed)?|tried|trying|ready|going) to (?:die|be dead)",
        r"wish(?:es|ed)? (?:\w+ ){1,3}dead|want(?:s|ed)? (?:it|everything) (?:all )?to (?:end|stop)",
        r"better off dead|better off without me|rather be dead|goodbye (?:note|letter|message)",
        r"(?:\w*n['’]t|not) want(?:ed)? to (?:live|be here|be alive|wake up)",
        r"(?:\w*n['’]t|not|never) (?:be here any ?more|wake up again)|worth living",
        r"(?:go|carry|going|carrying) on living",
        r"no (?:point|reason) (?:in |for )?(?:living|to live|going on|to go on)",
        r"say(?:ing)? goodbye to everyone",
        r"(?:thought|thoughts|thinking|talk\w*) (?:about|of) (?:ending|dying|death)",
        r"(?:threaten\w*|going) to jump",
        r"(?:walk|step|ran|run)\w* in front of (?:an? |the )?(?:\w+ )?(?:train|car|bus|lorry|traffic)",
        r"jump(?:ed|s|ing)? (?:off|from|in front of|out of) (?:an? |the )?(?:\w+ )?"
        r"(?:bridge|roof|window|balcony|building|flats|cliff|car park|train|lorry)",
        rf"(?:took|taken|taking|take|swallow\w*) (?:{MANY}|\d\d+|{TEENS}|{TENS})(?: (?!of\b)\w+){{0,2}} "
        r"(?:tablets|pills|paracetamol|medication|meds|painkillers|antidepressants)",
        r"(?:swallow\w*|drank|drink\w*|drunk) (?:\w+ ){0,2}(?:bleach|batter(?:y|ies)|antifreeze|weedkiller)",
        rf"(?:rope|belt|cord|scarf|wire|lead|flex) (?:a?round) {WHOSE} neck",
    ),
    "weapon": any_of(
        r"kni(?:fe|ves|fed|fing)|weapons?|guns?|gunshots?|(?:hand|shot|air)[- ]?guns?|pistols?|rifles?",
        r"firearms?",
        r"crossbows?|catapults?|screwdrivers?|scissors|shanks?|tasers?|hatchets?|cleavers?|bayonets?",
        r"grenades?",
        r"machetes?|blades?|swords?|daggers?|axes?|hammers?|razors?|crowbars?",
        r"(?:baseball|cricket|metal|wooden) bats?|(?:iron|metal) bars?|golf clubs?",
        r"(?:broken|smashed) (?:bottles?|glass)",
        r"knuckle[- ]?dusters?|pepper spray|CS (?:gas|spray)|bat (?:by|under|behind|in) the|ammonia",
        r"acid(?! reflux)|stab(?:s|bed|bing|bings)?(?! at )",
        r"(?<!best )(?<!flu )(?<!long )shot(?! off| at (?:it|this))",
        r"shoot(?:s|ing|ings|er)?|bullets?(?![- ]points?)|ammunition|petrol bombs?|explosives",
    ),
    "sexual": any_of(
        r"sex(?:es|ed|y)?|sex(?:ual|ting|tort|is|-)\w*|rap(?:e|es|ed|ist|ists|ing)|grop\w*|indecen\w*",
        r"groom(?:ed|ing|er|ers)|naked|nudes?|nudity|porn\w*|exploit\w*|fondl\w*|voyeur\w*|perver\w*|nonces?",
        r"genital\w*|private parts|privates|masturbat\w*|penetrat\w*|(?<!non[- ])molest\w*|incest\w*",
        r"pa?edo(?:phil\w*|s)?",
        r"penis\w*|vagina\w*|vulva|testicles?|scrotum|anus|anal|anally|semen|sperm|ejaculat\w*|erections?",
        r"orgasm\w*",
        r"breasts?(?![- ]?(?:fe|milk|pump))|boobs?|nipples?|felt (?:her|him|me) up|crotch|groin|dick pics?",
        r"(?:his|her|my) (?:willy|fanny|dick)",
        rf"touch(?:ed|es|ing)? {WHOM}|touch(?:ed|es|ing)? {SELF}",
        rf"touch(?:ed|es|ing)? {WHOSE} (?:bottom|bum|leg|thigh|chest)",
        r"prostitut\w*|traffick\w*|brothels?|pimp(?:s|ed|ing)?|onlyfans|sugar dadd(?:y|ies)",
        r"touch(?:ed|ing|es)? (?:\w+ )?inappropriately",
        r"inappropriate(?:ly)? (?:touch\w*|images?|pictures?|photos?|messages?|relationships?)",
        r"expos(?:ed|ing) (?:him|her|them)sel\w+",
        r"(?:intimate|explicit|naked) (?:images?|pictures?|photos?|photographs?|videos?|messages?)",
        r"upskirt\w*",
        r"older (?:man|men|males?|boyfriends?)|shar(?:e|es|ed|ing) (?:a|the|his|her|their) bed",
        r"(?:perform|giv|gave)\w* (?:\w+ )?oral|undress\w*|(?:no|without|without any) clothes|clothes off",
        r"kiss(?:ed|es|ing)? (?:\w+ )?on the (?:lips|mouth)|love ?bites?|hickeys?",
        r"lick(?:ed|ing) (?:him|her|me|them|his|her)",
        rf"rubb(?:ed|ing|s) {SELF}|up {WHOSE} (?:skirt|dress|top)",
        rf"down {WHOSE} (?:pants|trousers|knickers|shorts)",
        r"fingers? (?:in|inside|up) (?:her|him|me|my|his)|(?:trousers|pants|trunks|boxers) down",
        r"underwear|knickers|film(?:ed|ing) (?:\w+ )in the (?:shower|bath)|made (?:her|him|me) do things",
        r"condoms?|chlamydia|gonorrh\w*|syphilis|STIs?|STDs?|CSE|CSA|FGM",
    ),
    "violence": any_of(
        r"violen\w*|hit(?! (?:home|that|target|it off))|hits|hitting|punch\w*",
        r"kick(?:s|ed|ing)?(?![- ](?:in|off)\b(?! the))",
        r"slap\w*|strangl\w*|chok(?:e|es|ed|ing)|throttl\w*|suffocat\w*|asphyxiat\w*|drown(?:s|ed|ing)?",
        r"smother\w*|assault\w*|bruis\w*|burn(?:t|ed|s)?|burning(?! (?:desire|question|wish))|scald\w*",
        r"beat(?:s|en|ing|ings)?",
        r"threaten\w*|threats?|attack\w*|aggress\w*|rages?|lost (?:his|her|my|their) temper|lash\w* out",
        r"injur\w*|wound(?:s|ed|ing)?|abus(?:e|es|ed|er|ers|ing|ive)|smack\w*|fractur\w*",
        r"shak(?:en|ing)(?! hands)",
        rf"shook(?! hands| {WHOSE} head)|hurt(?:s|ing)?",
        r"push(?:ed|es|ing)(?! (?:for|back|on|ahead|forward|through))",
        r"shov(?:e|ed|ing)|grabb(?:ed|ing)|dragg(?:ed|ing)|pinn(?:ed|ing)|thump\w*|whack\w*|wallop\w*",
        r"thrash\w*",
        r"batter(?:s|ed|ing)|clobber\w*|clout(?:s|ed)?|belt(?:ed|ing)(?! up)|stamp(?:s|ed|ing) on",
        r"stomp(?:s|ed|ing) on",
        r"elbowed|kneed|pinch(?:ed|ing|es)|slash\w*|manhandl\w*|spank\w*|chastis\w*|restrain(?:s|ed|ing|t)",
        rf"head[- ]?butt\w*|(?:bit|bites|biting|bitten) {WHOM}|bite[- ]?marks?|scratch(?:ed|es|ing)",
        rf"pull\w* (?:\w+ ){{0,2}}(?:by )?{WHOSE} hair|by the (?:throat|neck|hair|scruff)",
        rf"a?round {WHOSE} (?:neck|throat)|hands? on {WHOSE} (?:neck|throat)",
        r"(?:thr[eo]w\w*|chuck\w*|hurl\w*|lobb\w*) (?:\w+ ){1,4}(?:at|across|down|against|over) "
        rf"(?:{WHOM}|the (?:wall|room|stairs|floor)|{WHOSE} (?:head|face))",
        r"throwing (?:things|stuff|furniture|plates)",
        r"smash\w*|trashed|kick\w* (?:\w+ ){1,2}in|knock(?:s|ed|ing) (?:\w+ )?(?:out|unconscious|about)",
        r"unconscious|concuss\w*",
        rf"knock(?:s|ed|ing) {WHOM}|swung (?:for|at)|took a swing|swing(?:s|ing) (?:for|at)",
        r"lung(?:ed|ing) at",
        rf"went for {WHOM}|squar\w+ up|(?:g[eo]t|gets|getting|turned|became) physical",
        r"physical (?:chastisement|punishment)",
        rf"(?:marks?|cuts?|lumps?|scratches) (?:above|below|under|on|to|across|down|over|a?round) "
        rf"{WHOSE} (?:\w+ )?{HEAD_OR_LIMB}",
        r"headlocks?|(?:cut|burst|bust) lip|boiling (?:water|kettle)|hand ?prints?|finger ?marks?",
        r"split lip|lip was split",
        rf"twist\w* {WHOSE} (?:arm|wrist|ear)",
        rf"pillow over|came to blows|hiding{END}|frenulum|ripped {WHOSE} (?:top|shirt|clothes|dress)|gangs?",
        rf"(?:checks?|checking|checked) {WHOSE} phone|(?:\w*n['’]t|not) let {WHOM} (?:leave|out|go out|see)",
        r"spat|black eyes?|swollen|swelling|haemorrhag\w*|haematomas?|lacerat\w*|graz(?:e|es|ed)",
        r"bleed(?:s|ing)?|bled",
        rf"brok(?:e|en) (?:\w+ )?{BONE}|break(?:s|ing)? {WHOSE} {BONE}",
        rf"{BONE} (?:is|was|were|got|has been|had been) broken",
        r"fights?|fighting|fought|kill(?:s|ed|ing)?|murder\w*|scuffl\w*|altercat\w*|brawl\w*|domestics?"
        + END,
        r"non[- ]?molestation|domestic (?:abuse|violence|incidents?|disputes?|homicides?)|DV|arson",
        r"set (?:\w+ ){1,2}(?:on fire|alight)|set fire",
        rf"(?:scared|frightened|afraid|terrified|petrified|fearful) of {SOMEBODY}(?!['’]s)",
        rf"lock(?:s|ed|ing) (?:{SOMEBODY}|{SELF}) (?:in|up|out|outside)",
        rf"t(?:ied|ying) {SOMEBODY} (?:up|down|to)",
        r"held (?:him|her|me|them) (?:down|against)|force[- ]?fe\w+|forced marriages?",
        r"honour[- ](?:based|killings?)",
        r"stalk\w*|harass\w*|intimidat\w*|coerc\w*|controlling|tortur\w*|whipp(?:ed|ing)|perpetrat\w*",
        r"cruel\w*",
    ),
    "drugs": any_of(
        r"drugs?|drugged|cannabis|marijuana|hash(?:ish)?|weed|skunk|spliffs?|cocaine|heroin|ketamine|ket",
        r"ecstasy",
        rf"joints|(?<=a )joint(?:{END}|(?= (?:in|on|with|every|at|and then|before|after|while|a)\b))",
        r"spice(?! (?:garden|rack|mix))",
        r"crack(?! (?:at|on with|open|in the (?:wall|ceiling|window|door))\b)|coke|on smack",
        rf"{NUMBER} lines of",
        r"MDMA|LSD|THC|GHB|GBL|DMT|(?:on|took|taking|takes|using|selling) speed" + END,
        r"(?:meth)?amphetamines?|crystal meth|mephedrone|m[- ]?cat|nitrous oxide|laughing gas",
        r"NOS canisters?|canisters",
        r"solvents?|monkey dust|(?:magic )?mushrooms(?! (?:soup|risotto))|shrooms|bongs?|edibles",
        r"white powder|baggies",
        r"(?:sell\w*|sold|buy\w*|bought|dropp\w*|popp\w*) (?:\w+ )?(?:pills|bags)|glue[- ]sniffing",
        r"(?:sniff|inhal)(?:s|ed|ing) (?:\w+ )?(?:glue|gas|aerosols?|petrol|lines?)|snort\w*|opiates?",
        r"opioids?|morphine",
        r"methadone|subutex|suboxone|buvidal|espranor|naloxone|buprenorphine|codeine|co-?codamol",
        r"dihydrocodeine",
        r"tramadol|fentanyl|nitazenes?|oxycodone|pregabalin|pregabs|gabapentin|zopiclone|diazepam",
        r"temazepam|valium|xanax",
        r"benzos?|benzodiazepines?|steroids?|lorazepam",
        r"overdos\w*|needles?|syringes?|inject(?:s|ed|ing)|paraphernalia|stoned|addict(?:s|ed|ions?)?",
        r"relaps\w*",
        r"rehab\w*|(?:drug )?dealers?|deal(?:s|t|ing) (?:from|out of|drugs)|county lines|cuckoo(?:ed|ing)",
        r"trap house",
        rf"{HE_IS} (?:using|dealing|high|clean|wired|tripping){AGAIN}|us(?:ed|e|ing) again",
        r"high on(?! (?:the|his|her|our|my)\b)",
        rf"g(?:e|o)t(?:s|ting)? high|off {WHOSE} (?:face|head)|out of it{END}|on a script|wraps? of",
        r"grow house",
        r"grow(?:s|n|ing)? (?:\w+ )?in the (?:loft|attic|spare room)",
        r"(?:ha(?:s|d|ve)|got|feed|feeding|fund|funding) (?:a|his|her|their|the) habit" + END,
        r"(?:test(?:s|ed)?|came back|come back) (?:positive|negative)|(?:positive|negative) for",
        r"substance (?:misuse|use|abuse)|substances|hair strand",
    ),
    "alcohol": any_of(
        r"alcohol\w*|drink\w*(?!(?: \w+){0,2} (?:water|milk|juice|tea|coffee|squash|pop)\b)|drank|drunk\w*",
        r"booz\w*",
        r"vodka|beers?|lagers?|wines?|ciders?|gin|whisk(?:e?y|ies)|rum|brandy|prosecco|tequila|sambuca",
        r"champagne|(?:can|cans|glass|glasses|bottle|bottles|pint|pints) of (?:stella|sherry)",
        r"cocktails?|shots? of \w+|spirits? (?:bottles?|measures?)|alcopops?|guinness|strongbow|special brew",
        r"buckfast|smirnoff|jack daniel\S*|bacardi|malibu|absinthe|liqueurs?",
        rf"pints?|cans of (?!beans|soup|tuna|food|pop\b)\w+|{NUMBER} cans|empty (?:cans|bottles)",
        rf"{NUMBER} units (?:a|per|each|every) (?:day|night|week)|units of alcohol",
        r"intoxicat\w*|inebriat\w*|tipsy|under the influence|sober\w*|teetotal\w*|legless|paralytic",
        r"plastered|bladdered",
        rf"pissed(?! off)|wasted(?:{END}|(?= again| when| in front))|hammered{END}|leathered{END}",
        r"passed out|slurr\w*|slurs|stagger(?:s|ed|ing)",
        rf"(?:had|having) (?:quite )?a few{END}|(?:one|few) too many|had too much{END}",
        r"(?:on|off) the (?:wagon|bottle)",
        r"hangovers?|hung ?over|detox\w*|breathalys\w*|pubs?|off[- ]licence|cirrhosis|AA",
        r"alcoholics anonymous",
    ),
}

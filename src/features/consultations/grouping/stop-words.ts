/** Words without a topic of their own, without accents, as `simplified` leaves them. */
export const stopWords = {
  es: new Set(
    `a aca ademas ahi ahora al algo algun alguna algunas alguno algunos alla alli ambos ante antes aquel aquella aquellas aquello aquellos aqui asi aun aunque
    bajo bastante bien cabe cada casi como con contra cosa cosas cual cuales cualquier cualquiera cuando cuanto cuantos cuya cuyas cuyo cuyos
    da dan dar de debe deben deberia deberian debido decir del demas dentro desde despues di dia dias donde dos durante
    e el ella ellas ello ellos en entonces entre era eran es esa esas ese eso esos esta estaba estaban estado estamos estan estar estas este esto estos estoy etc
    fin forma fue fueran fueron fuese fuera gracias gran ha haber habia habian habra hace hacen hacer hacia haga hagan han has hasta hay haya hayan he hecho hemos hola
    igual incluso ir junto la las le les lo los luego mas me mediante mejor menos mi mia mientras mio mis misma mismas mismo mismos mucha muchas mucho muchos muy
    nada nadie ni ningun ninguna ninguno no nos nosotras nosotros nuestra nuestras nuestro nuestros nunca o os otra otras otro otros
    para parece parte pero poca pocas poco pocos podamos podemos poder podria podrian por porque pone poner pongan posible propia propias propio propios pues pueda puedan puede pueden puedo
    que quien quienes quiera quiere quiero sabe saber se sea sean segun ser seria serian si sido siempre siendo sin sino sobre sola solamente solo somos son soy su sus
    tal tales tambien tampoco tan tanta tantas tanto tantos te tener tenga tengan tengo tenemos tenia ti tiene tienen toda todas todavia todo todos tras tu tus
    u ultima ultimo un una unas uno unos usted ustedes va vaya vamos van varias varios veces ver vez vosotros voy y ya yo`.split(
      /\s+/,
    ),
  ),
  en: new Set(
    `a about above across after again against all almost along already also although always am among an and another any anyone anything are around as at
    be became because been before being below between both but by came can cannot come could did do does doing done down during each either else etc even ever every everyone everything
    few first for from further get give go had has have having he her here hers herself him himself his how however i if in into is it its itself just
    keep last least less let like made make many may me might mine more most much must my myself near need neither never no nobody none nor not nothing now
    of off often on once one only onto or other others our ours ourselves out over own per perhaps please put rather really same see seem several shall she should since so some someone something sometimes soon still such
    than that the their theirs them themselves then there therefore these they thing things this those though through thus to together too toward towards two
    under until up upon us use used using very via was way we well were what whatever when where whether which while who whole whom whose why will with within without would yes yet you your yours yourself yourselves
    don didn doesn isn aren wasn weren won ll re ve s t d m`.split(/\s+/),
  ),
} as const

"""Who pays: the words beside amounts and shares of funding. Data, as patterns in verbose syntax."""

from __future__ import annotations

from typing import Final

PAYER: Final = r"""
(?: (?: [^\W\d_]+ - )? (?: Bund(?:es)? | L[aä]nd(?:e?s|er|ern)? | Freistaat(?:e?s)? | Staat(?:e?s)?
      | (?: Land | Heimat | Wohn | Sitz )? [Kk]reis(?:e[ns]?|es)? | Bezirk(?:e?s)? | Region
        | Regionalverband(?:e?s)?
      | [^\W\d_]* [Gg]emeinden? | Stadt | Städten? | Kommunen? | [^\W\d_]* [Vv]erband(?:e?s)?
      | [^\W\d_]* [Vv]erbände | [^\W\d_]* [Mm]inisteri(?:um|ums|en) | [^\W\d_]* [Tt]räger[sn]?
        | [^\W\d_]* [Vv]erein(?:e?[ns]?)?
      | [^\W\d_]* [Ss]tiftung(?:en)? | [^\W\d_]* [Ss]tadtwerken? | Anlieger[n]? | Betreiber[ns]?
        | Sponsor(?:en)?
      | Kirchen? | Diözese | Bistum(?:s)? | Krankenkassen? | Pflegekassen? | Hochschulen? | Universität(?:en)?
      | [^\W\d_]* [Uu]nternehmen[s]? | Wirtschaft | Privaten? | Dritten? | Eltern | Mitglieder[n]?
        | Partner[n]?
      | Kammern? | Genossenschaft(?:en)? | Antragsteller(?:in)? | Spenden | Spender[n]? | Förderer[n]?
        | Eigner[n]? )
  | EU | Europäischen?\sUnion | ESF\+? | EFRE | ELER | JTF | GRW | GAK | KfW | BAFA
  | [^\W\d_]+ - ? (?: [Mm]itteln? | [Ff]onds ) | Eigen (?: anteil(?:e?s)? | mitteln? | leistung(?:en)?
      | beitrag )
  | (?: Landes | Bundes | Kreis | EU - ) (?: anteil | zuschuss | förderung )
  | Eigenanteil | Drittmitteln? | Fremdmitteln? | Krediten? | Darlehen | Haushaltsmitteln?
      | Elternbeiträgen? | Gebühren
) (?! [\w-] )"""
"""Those who pay for a project, and the funds they pay from."""

ARTICLE: Final = (
    r"(?: (?: der | die | das | dem | den | des | vom | von | aus | durch | beim? | an | auf ) \s ){0,2}"
)
PAYS: Final = r"""
(?: gibt | geben | gab(?:en)? | zahl(?:t|en|te|ten) | trägt | tragen | trug(?:en)?
      | übern(?:immt|ehmen|ahm|ahmen)
  | steuer(?:t|n|te|ten) | stell(?:t|en|te|ten) | finanzier(?:t|en|te|ten) | bring(?:t|en)
      | leiste(?:t|n|te|ten)
  | schulter(?:t|n) | komm(?:t|en) | kam(?:en)? | stamm(?:t|en) | fließ(?:t|en) | flossen
      | entf(?:ällt|allen|ielen)
  | schieß(?:t|en) | gewähr(?:t|en|te|ten) | bewillig(?:t|en|te|ten) | förder(?:t|n|te|ten) )
"""
"""What payers and payments do."""

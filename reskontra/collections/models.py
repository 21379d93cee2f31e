"""What is overdue and how it is collected: terms and their steps, interest, the documents made of them."""

from __future__ import annotations

from reskontra.collections.models_of_claims import Dispute as Dispute
from reskontra.collections.models_of_claims import PaymentPlan as PaymentPlan
from reskontra.collections.models_of_claims import PlanEntry as PlanEntry
from reskontra.collections.models_of_claims import PlanInstalment as PlanInstalment
from reskontra.collections.models_of_claims import PlanSending as PlanSending
from reskontra.collections.models_of_claims import Promise as Promise
from reskontra.collections.models_of_claims import PromiseEntry as PromiseEntry
from reskontra.collections.models_of_contacts import Contact as Contact
from reskontra.collections.models_of_documents import CollectionDocument as CollectionDocument
from reskontra.collections.models_of_documents import CollectionLine as CollectionLine
from reskontra.collections.models_of_documents import LetterSending as LetterSending
from reskontra.collections.models_of_documents import Sending as Sending
from reskontra.collections.models_of_handovers import HandOver as HandOver
from reskontra.collections.models_of_handovers import HandOverEntry as HandOverEntry
from reskontra.collections.models_of_mail import MailSetup as MailSetup
from reskontra.collections.models_of_policies import CollectionPolicy as CollectionPolicy
from reskontra.collections.models_of_policies import CollectionRun as CollectionRun
from reskontra.collections.models_of_policies import CollectionRunItem as CollectionRunItem
from reskontra.collections.models_of_refunds import RefundSending as RefundSending
from reskontra.collections.models_of_statements import CustomerStatement as CustomerStatement
from reskontra.collections.models_of_statements import StatementRun as StatementRun
from reskontra.collections.models_of_statements import StatementSending as StatementSending
from reskontra.collections.models_of_terms import CustomerTerms as CustomerTerms
from reskontra.collections.models_of_terms import InterestFee as InterestFee
from reskontra.collections.models_of_terms import InterestRate as InterestRate
from reskontra.collections.models_of_terms import InterestTerms as InterestTerms
from reskontra.collections.models_of_terms import LetterText as LetterText
from reskontra.collections.models_of_terms import LevelFee as LevelFee
from reskontra.collections.models_of_terms import LevelFeeRange as LevelFeeRange
from reskontra.collections.models_of_terms import ReminderLevel as ReminderLevel
from reskontra.collections.models_of_terms import ReminderTerms as ReminderTerms

"""Addresses of the bank's pages, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.bank.proof import views as proof

urlpatterns = [
    path("bank-accounts/<str:number>/proof/", proof.bank_proof, name="bank_proof"),
    path("bank-accounts/<str:number>/proof/<str:day>/pdf/", proof.bank_proof_pdf, name="bank_proof_pdf"),
    path("bank-accounts/<str:number>/proof/<str:day>/sign/", proof.bank_proof_sign, name="bank_proof_sign"),
    path("bank-accounts/<str:number>/proof/<str:day>/withdraw/", proof.bank_proof_withdraw, name="bank_proof_withdraw"),
    path("bank-accounts/<str:number>/sign-offs/<int:id>/pdf/", proof.bank_sign_off_pdf, name="bank_sign_off_pdf"),
]

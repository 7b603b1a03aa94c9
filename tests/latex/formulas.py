"""Formulas of every kind, as authors of this field write them; and the displays of a page."""

import re

DISPLAY = re.compile(r"^[ ]*\$\$\n(.+?)\n[ ]*\$\$", re.MULTILINE | re.DOTALL)


def displays(page):
    """The display formulas of a Markdown page."""
    return DISPLAY.findall(page)


FORMULAS = [
    # chain rules and layers
    r"\dfrac{\partial L}{\partial \mathbf{X}} = \dfrac{\partial L}{\partial \mathbf{Y}} \cdot \mathbf{W} ^{\intercal }",
    r"\mathbf{Z} = \mathbf{X W + B}, \quad L = l(\mathbf{Z})",
    r"\frac{\partial L}{\partial w_{11}} = \sum_{i=1}^{n}\sum_{j=1}^{m}\dfrac{\partial L}{\partial y _{ij}}\dfrac{\partial y _{ij}}{\partial w_{11}}",
    r"= \bigg < \dfrac{\partial L}{\partial Y} , \dfrac{\partial Y}{\partial x _{11}} \bigg  > _{\mathbf{F}}",
    r"\therefore \dfrac{\partial L}{\partial \mathbf{W}} = \begin{pmatrix} \displaystyle \sum_{k=1}^{n}\dfrac{\partial L}{\partial y_{k1}}x_{k1}& \dots \\ \vdots & \ddots \\ \end{pmatrix}",
    r"= \boxed{\mathbf{X}^{\intercal }\dfrac{\partial L}{\partial \mathbf{Y}}}",
    r"\frac{d\mathcal{L}}{d\mathbf{x}} = W^{\mathsf{T}} \frac{d\mathcal{L}}{d\mathbf{y}} , \qquad \frac{d\mathcal{L}}{dW} = \frac{d\mathcal{L}}{d\mathbf{y}} \mathbf{x}^{\mathsf{T}}",
    r"y_1 = 1 \times x_1 + 2x_2 + 3x_3, \quad \frac{\partial y_1}{\partial x_1} = 1",
    r"\begin{bmatrix} 7 \\ 8 \end{bmatrix} [9 \quad 10 \quad 11] = \begin{bmatrix} 63 & 70 & 77 \\ 72 & 80 & 88 \end{bmatrix}",
    r"W^1 = \begin{bmatrix} w_{11}^1 & \dots & w_{1p}^1 \\ \vdots & \ddots & \vdots \\ w_{q1}^1 & \dots & w_{qp}^1 \end{bmatrix}",
    # gradients, Jacobians, activations
    r"\nabla (g \circ F_n \circ \dots \circ F_1) = J_{F_1}^T \dots J_{F_n}^T \nabla g",
    r"\nabla_{W^2} E = J_{F^2}^T \nabla g \mathbf{x}^{1T} \quad (2.5)",
    r"F(\mathbf{x}) = [f_1(\mathbf{x}) \dots f_q(\mathbf{x})]^T",
    r"\mathbf{x} = (x_1, \dots, x_p), \quad z = (g \circ F)(\mathbf{x})",
    r"J_{F^2}^T \nabla g = \begin{bmatrix} f^{2'}(z_1^2) \\ \vdots \\ f^{2'}(z_r^2) \end{bmatrix} * \nabla g",
    r"\sigma'(x) = \sigma(x)(1 - \sigma(x))",
    r"\tanh'(x) = 1 - \tanh(x)^2 = 1 - \tanh^2 x",
    r"F^2(z_1^2, \dots, z_r^2) = \left( \frac{e^{z_1^2}}{e^{z_1^2} + \dots + e^{z_r^2}}, \dots, \frac{e^{z_r^2}}{e^{z_1^2} + \dots + e^{z_r^2}} \right)",
    r"g(\mathbf{x}^2) = \frac{1}{2} \|\mathbf{t} - \mathbf{x}^2\|^2 = \frac{1}{2} \sum_{i=1}^r (t_i - x_i^2)^2",
    r"g(\mathbf{x}^2) = - \sum_{i=1}^r (t_i \log x_i^2 + (1-t_i) \log (1-x_i^2))",
    r"\nabla_{b^2} E = \text{row\_sum}(\nabla_{Z^2} E)",
    r"(b^1, W^1)(\mathbf{x}^0) = b^1 + W^1 \mathbf{x}^0",
    r"\mathbb{R}^p \xrightarrow{(b^1, W^1)} \mathbb{R}^q \xrightarrow{F^1} \mathbb{R}^q",
    r"\begin{aligned} \frac{\partial E}{\partial w_{ij}^2} &= \frac{\partial E}{\partial z_i^2} \frac{\partial z_i^2}{\partial w_{ij}^2} \\ &= \frac{\partial E}{\partial z_i^2} x_j^1 \end{aligned}",
    r"J_{\text{softmax}}(x_i)^T \nabla_{y_i} E",
    # derivatives of one and more variables
    r"\frac{d}{dx}9(x+x^2) = 9\frac{d}{dx}(x+x^2) = 9(1+2x) = 9+18x",
    r"\frac{\partial}{\partial x}3yx^2 = 3y\frac{\partial}{\partial x}x^2 = 6yx.",
    r"\nabla f(x,y) = \left[\frac{\partial f(x,y)}{\partial x}, \frac{\partial f(x,y)}{\partial y}\right] = \left[6yx, 3x^2\right]",
    r"\frac{dy}{dx} = \frac{dy}{du}\frac{du}{dx} = cos(x^2)2x = 2xcos(x^2)",
    r"y = f(x) = ln(sin(x^3)^2)",
    r"\frac{\partial f(x, u_1, \dots, u_n)}{\partial x} = \frac{\partial f}{\partial x} + \sum_{i=1}^n \frac{\partial f}{\partial u_i} \frac{\partial u_i}{\partial x}",
    r"\frac{\partial}{\partial \mathbf{x}} \mathbf{f}(\mathbf{g}(\mathbf{x})) = diag(\frac{\partial f_i}{\partial g_i} \frac{\partial g_i}{\partial x_i})",
    r"z(\mathbf{x}) = max(0, \mathbf{w} \cdot \mathbf{x} + b)",
    r"\frac{\partial v(y,u)}{\partial \mathbf{w}} = \vec{0}^T - \frac{\partial u}{\partial \mathbf{w}} = \begin{cases} \vec{0}^T & \mathbf{w} \cdot \mathbf{x} + b \le 0 \\ -\mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}",
    r"\begin{array}{rcl} u(\mathbf{w}, b, \mathbf{x}) &=& max(0, \mathbf{w} \cdot \mathbf{x} + b) \\ v(y, u) &=& y - u \\ C(v) &=& \frac{1}{N} \sum_{i=1}^{N} v^2 \end{array}",
    r"\mathbf{w}_{t+1} = \mathbf{w}_t - \eta \frac{\partial C}{\partial \mathbf{w}}",
    r"\frac{\partial^2 f}{\partial x\,\partial y} = \frac{\partial^2 f}{\partial y \partial x}, \quad \frac{\partial^3 f}{\partial x^2 \partial y} = f'''",
    r"\frac{d^2}{dx^2}\left( x^3 \right) = 6x",
    r"df = \frac{\partial f}{\partial x_1}dx_1 + \frac{\partial f}{\partial x_2}dx_2 = \operatorname{tr}(d\mathbf{X}^\intercal \mathbf{G})",
    r"L(w) \simeq L(w_k) + (w - w_k)^\top \nabla L(w_k)",
    # convergence of the perceptron
    r"\mathbf{w} ^{(t)} := \mathbf{w}^{(t-1)} + \eta (y _{k} - \hat{y} _{k})\mathbf{x}_{k}",
    r"\geq  \mathbf{w}^{*}\cdot \mathbf{w}^{(t-1)} + \gamma \ \ (\because y_k(\mathbf{x}_{k}\cdot \mathbf{w}^{*}) \geq \gamma )",
    r"\|\mathbf{w}^{(t)}\| ^{2} - \|\mathbf{w}^{(t-1)}\| ^{2} \leq R ^{2}",
    r"\therefore \inf \| \mathbf{w}^{(t)}\| = t \gamma",
    r"(\inf \|\mathbf{w}^{(t)}\|) ^{2} \leq \sup \|\mathbf{w}^{(t)}\|^{2} \iff t \leq \dfrac{R ^{2}}{\gamma ^{2}}",
    r"y_k \in \{-1, 1\}, \quad \forall k",
    # matrix calculus
    r"\frac{\partial}{\partial \mathbf{X}} \operatorname{tr}(\mathbf{A X B}) = \mathbf{A}^\top \mathbf{B}^\top",
    r"\frac{\partial \det \mathbf{X}}{\partial \mathbf{X}} = \det(\mathbf{X}) \mathbf{X}^{-\top}",
    r"\frac{\partial \ln |\det(\mathbf X)|}{\partial \mathbf X} = (\mathbf X^{-1})^{\mathsf T}",
    r"\operatorname{vec}(AXB) = (B^\top \otimes A) \operatorname{vec}(X)",
    r"d(\mathbf{X}^{-1}) = -\mathbf{X}^{-1}\, d\mathbf{X}\, \mathbf{X}^{-1}",
    r"\frac{\partial \|\mathbf{A x - b}\|_2^2}{\partial \mathbf{x}} = 2\mathbf{A}^\top(\mathbf{A x} - \mathbf{b})",
    r"(A + u v^\top)^{-1} = A^{-1} - \frac{A^{-1} u v^\top A^{-1}}{1 + v^\top A^{-1} u}",
    r"\delta_{ij} = \begin{cases} 1 & \text{if } i = j, \\ 0 & \text{otherwise.} \end{cases}",
    r"|A B| = |A| |B|, \quad \left| \begin{matrix} a & b \\ c & d \end{matrix} \right| = ad - bc",
    # networks, statistics
    r"\operatorname{softmax}(z)_i = \frac{\exp(z_i)}{\sum_{j=1}^{K} \exp(z_j)}",
    r"\log \sum_{i=1}^n e^{x_i} = \max_i x_i + \log \sum_{i=1}^n e^{x_i - \max_j x_j}",
    r"\hat{x}_{ij} = \frac{x_{ij} - \mu_i}{\sqrt{\sigma_i^2 + \epsilon}}, \qquad \mu_i = \frac1d \sum_{j=1}^d x_{ij}",
    r"\mathrm{Attention}(Q, K, V) = \operatorname{softmax}\left( \frac{Q K^\top}{\sqrt{d_k}} \right) V",
    r"h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t + b_h)",
    r"\ln p = -\frac{n}{2} \ln 2\pi\sigma^2 - \frac{1}{2\sigma^2} \sum_{i=1}^{n} (x_i - \mu)^2",
    r"\boldsymbol{\theta}_{k+1} = \boldsymbol{\theta}_k - \mathbf{H}^{-1} \nabla f(\boldsymbol{\theta}_k)",
    r"\Sigma = \frac{1}{n} \sum_{i=1}^{n} (\mathbf{x}_i - \boldsymbol{\mu})(\mathbf{x}_i - \boldsymbol{\mu})^\top",
    r"(f * g)_i = \sum_{k} f_k\, g_{i-k}",
    r"\overline{x} = \bar x, \quad \tilde{\mathbf{y}}' = \underline{y}^*_i, \quad x_+ \geq 0",
    r"\prod_{i<j} (x_j - x_i) = \det V, \quad \sum_{i,j=1}^{n} a_{ij} = \mathbf{1}^\top A \mathbf{1}",
    # lines, remarks, spaces
    r"\begin{align} a &= b, & c &= d \\ a &= {} b + c \\ &\quad {}- d \end{align}",
    r"\begin{split} a &= b \\ &\phantom{={}} + c \end{split}",
    r"\left\{ \begin{aligned} x + y &= 1 \\ x - y &= 3 \end{aligned} \right.",
    r"|x| = \left\{ \begin{array}{ll} x & x \ge 0 \\ -x & x < 0 \end{array} \right.",
    r"a = b \implies a^2 = b^2, \text{ and so } 2a = 2b",
    r"x_i = \sin 2x \cos y + \log_2 \frac{a}{b}, \quad i = 1, \dots, n",
    r"\Big\{ a + \bigl[ b - (c + d) \bigr] \Big\} = \left\lfloor x \right\rfloor + \lceil y \rceil",
    r"\sqrt[3]{x} \neq \sqrt{x+1}/2, \quad 2 \cdot 3 = 6",
    r"\lim_{n \to \infty} \left( 1 + \frac{1}{n} \right)^{n} = e",
    r"% a comment" "\n" r"\underbrace{a + b}_{\text{둘의 합}} = c \tag{1.2}",
    r"\text{모든 } i \text{에 대하여 } x_i \leq \max_j x_j",
]  # fmt: skip
